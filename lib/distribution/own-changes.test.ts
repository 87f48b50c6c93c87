import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyTaggedRow, countedOf } from '@/lib/testing/arbitrary-tagged'
import { allSaved, noChanges, type OwnChanges, withChange, withOwn } from './own-changes'
import type { CountedExample } from './schema'
import { distributionOf } from './summary'

const groups = [
  { id: 'outcome', name: 'outcome', kind: 'exclusive' as const, tags: [{ id: 'answer' }, { id: 'refusal' }] },
  { id: 'edge', name: 'edge case', kind: 'open' as const, tags: [{ id: 'long' }] },
]
const row = anyTaggedRow(groups.map(({ kind, tags }) => ({ kind, tagIds: tags.map((tag) => tag.id) }))).map(
  countedOf,
)
const example = (...tags: string[]): CountedExample => ({
  status: 'draft',
  trashed: false,
  trainedMessageIds: ['m2'],
  tags: tags.map((tagId) => ({ tagId, messageId: null })),
})
const answers = (own: OwnChanges, counted: number, examples: CountedExample[]) =>
  withOwn(distributionOf(examples, groups, 'examples'), counted, own).groups[0]!.tags[0]!.count

test('my change is counted before the server has it, and once when it has', () => {
  const own = withChange(noChanges, { before: example(), after: example('answer') })
  expect(answers(own, own.saved, [example()])).toBe(1)
  const saved = allSaved(own)
  // the counts of before are still on screen
  expect(answers(saved, own.saved, [example()])).toBe(1)
  expect(answers(saved, saved.saved, [example('answer')])).toBe(1)
})

test('a change taken back before it was saved leaves the counts as they were', () => {
  let own = withChange(noChanges, { before: example(), after: example('answer') })
  own = withChange(own, { before: example('answer'), after: example() })
  expect(answers(own, own.saved, [example()])).toBe(0)
})

test('whatever is done and saved, the chart says what the examples say', () => {
  const step = fc.oneof(
    fc.record({ at: fc.nat(3), to: row }),
    fc.constantFrom('save' as const, 'ask' as const),
  )
  const by = fc.constantFrom('examples' as const, 'messages' as const)
  const start = fc.array(row, { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 20 }), by, (first, steps, by) => {
      let shown = first
      let onServer = first
      let own = noChanges
      let counted = own.saved
      let counts = distributionOf(onServer, groups, by)
      for (const step of steps) {
        if (step === 'save') {
          onServer = shown
          own = allSaved(own)
        } else if (step === 'ask') {
          // only asked for when all is saved
          if (own.saved !== own.latest) continue
          counted = own.saved
          counts = distributionOf(onServer, groups, by)
        } else {
          own = withChange(own, { before: shown[step.at]!, after: step.to })
          shown = shown.map((e, i) => (i === step.at ? step.to : e))
        }
        expect(withOwn(counts, counted, own)).toEqual(distributionOf(shown, groups, by))
      }
    }),
  )
})
