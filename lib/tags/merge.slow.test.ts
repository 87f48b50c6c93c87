import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { local, useStudio } from '@/lib/testing/studio'
import { addTaggedExample, makeTaggedDataset, tagsOf, usedOn } from '@/lib/testing/tagged'
import { mergeTag, unmergeTag } from './commands/merge'

let serial = 0
const act = () => ({ operationId: `operation-${++serial}` })

describe('merging any tags', () => {
  useStudio()

  test('and taking it back leaves the examples as they were', async () => {
    const { id, tag, names } = await makeTaggedDataset()
    const exclusive = names.filter((name) => name.startsWith('outcome/'))
    const open = names.filter((name) => !name.startsWith('outcome/'))
    const place = fc.record({
      outcome: fc.constantFrom(null, ...exclusive),
      others: fc.subarray(open),
    })
    const example = fc.tuple(place, place)
    await fc.assert(
      fc.asyncProperty(
        fc.array(example, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...names),
        fc.constantFrom(...names),
        async (examples, from, into) => {
          fc.pre(from !== into)
          await db().example.deleteMany({ where: { datasetId: id } })
          const ids: number[] = []
          for (const places of examples) {
            const tags = places.flatMap(({ outcome, others }, i) =>
              [...(outcome ? [outcome] : []), ...others].map((name) => tag(name) + (i === 0 ? '' : '@m2')),
            )
            ids.push(await addTaggedExample(id, { tags }))
          }
          const before = await Promise.all(ids.map(tagsOf))
          const { changed, kept } = await mergeTag(local, id, tag(from), { ...act(), intoId: tag(into) })
          const during = await Promise.all(ids.map((one) => usedOn(id, one)))
          for (const held of during)
            for (const message of ['', '@m2']) {
              const outcomes = exclusive.filter((name) => held.includes(name.split('/')[1] + message))
              expect(outcomes.length).toBeLessThanOrEqual(1)
            }
          const places = (rows: string[][], name: string) =>
            rows.flat().filter((held) => held.split('@')[0] === tag(name)).length
          const after = await Promise.all(ids.map(tagsOf))
          expect(places(after, into) - places(before, into)).toBe(changed)
          if (!exclusive.includes(into) || exclusive.includes(from)) expect(kept).toBe(0)
          await unmergeTag(local, id, tag(from), act())
          expect(await Promise.all(ids.map(tagsOf))).toEqual(before)
        },
      ),
      { numRuns: 20 },
    )
  })
})
