import { describe, expect, test } from 'vitest'
import type { Draft } from '@/lib/conversations/schema'
import { diffTurns, foldSame } from './turn-diff'

const draft = (...contents: string[]): Draft => ({
  conversation: { messages: contents.map((content) => ({ role: 'user', content })) },
  messageIds: contents.map((_, i) => `m${i + 1}`),
})

describe('what a revision changed', () => {
  test('short texts word by word', () => {
    const [turn] = diffTurns(draft('the red parcel'), draft('the blue parcel'))
    expect(turn!.pieces.map((p) => `${p.mark}:${p.text.trim()}`)).toEqual([
      'same:the',
      'removed:red',
      'added:blue',
      'same:parcel',
    ])
  })

  test('moved turns, in thousands too', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => `turn ${i}`)
    const before = draft(...many)
    const after = {
      conversation: {
        messages: before.conversation.messages.toSpliced(0, 1).concat({ role: 'user', content: 'turn 0' }),
      },
      messageIds: [...before.messageIds.slice(1), 'm1'],
    }
    expect(diffTurns(before, after).filter((turn) => turn.moved)).toHaveLength(2_000)
  })

  test('long runs of unchanged turns are a number', () => {
    const before = draft(...Array.from({ length: 12 }, (_, i) => `turn ${i}`))
    const after = draft(...Array.from({ length: 12 }, (_, i) => (i === 7 ? 'changed' : `turn ${i}`)))
    expect(foldSame(diffTurns(before, after)).map((line) => ('same' in line ? line.same : line.id))).toEqual([
      7,
      'm8',
      'm9',
      'm10',
      'm11',
      'm12',
    ])
  })
})
