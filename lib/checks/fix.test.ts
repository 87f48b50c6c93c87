import { describe, expect, test } from 'vitest'
import type { Draft } from '@/lib/conversations/schema'
import { fixAll, fixOf, placeOf } from './fix'
import type { FindingRow } from './schema'

const draft: Draft = {
  conversation: {
    messages: [
      { role: 'user', content: 'Write to a@b.kr or c@d.kr' },
      { role: 'assistant', content: 'Sure, one moment.' },
      { role: 'assistant', content: 'Done.', weight: 0 },
    ],
  },
  messageIds: ['m1', 'm2', 'm3'],
}
const groups = [{ id: 'g', kind: 'exclusive' as const, tags: [{ id: 'refusal1', name: 'refusal' }] }]
const shown = { draft, tags: [] }

type Finding = Pick<FindingRow, 'messageId' | 'span' | 'excerpt' | 'suggestion'>
const at = (excerpt: string, insert = '[EMAIL]'): Finding => {
  const from = 'Write to a@b.kr or c@d.kr'.indexOf(excerpt)
  return {
    messageId: 'm1',
    span: { path: ['content'], from, to: from + excerpt.length },
    excerpt,
    suggestion: { type: 'replace', insert },
  }
}

describe('the mend of a finding', () => {
  test('is an edit of the place that it names', () => {
    expect(fixOf(at('a@b.kr'), shown, groups)).toEqual([
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 9, remove: 'a@b.kr', insert: '[EMAIL]' },
    ])
  })

  test('is none where the text says something else by now', () => {
    expect(fixOf({ ...at('a@b.kr'), excerpt: 'x@y.kr' }, shown, groups)).toBeNull()
    expect(placeOf({ ...at('a@b.kr'), messageId: 'gone' }, draft)).toBeNull()
  })

  test('knows a long text by its beginning', () => {
    const long = { ...at('a@b.kr or c@d.kr'), excerpt: 'a@b.kr or…' }
    expect(placeOf(long, draft)).toMatchObject({ from: 9, to: 25 })
  })

  test('is a weight, or a tag on the answer that it is about', () => {
    const about = { messageId: 'm2', span: null, excerpt: '' }
    expect(fixOf({ ...about, suggestion: { type: 'set-weight', to: 0 } }, shown, groups)).toEqual([
      { type: 'set-weight', messageId: 'm2', from: null, to: 0 },
    ])
    expect(fixOf({ ...about, suggestion: { type: 'add-tag', tag: 'refusal' } }, shown, groups)).toEqual([
      { type: 'add-tag', tagId: 'refusal1', messageId: 'm2' },
    ])
    expect(fixOf({ ...about, suggestion: { type: 'add-tag', tag: 'gone' } }, shown, groups)).toBeNull()
  })
})

describe('mending many at once', () => {
  test('goes from the end of a text to its start, and takes what overlaps once', () => {
    const edits = fixAll([at('a@b.kr'), at('c@d.kr'), at('c@d')], shown, groups)
    expect(edits.map((edit) => 'at' in edit && [edit.at, edit.remove])).toEqual([
      [19, 'c@d.kr'],
      [9, 'a@b.kr'],
    ])
  })

  test('says one thing once', () => {
    const weight = {
      messageId: 'm2',
      span: null,
      excerpt: '',
      suggestion: { type: 'set-weight', to: 0 },
    } as const
    expect(fixAll([weight, weight], shown, groups)).toHaveLength(1)
  })
})
