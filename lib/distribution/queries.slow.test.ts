import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { countExamples } from '@/lib/examples/queries/list'
import { tagGroupsOf } from '@/lib/tags/read'
import { anyTaggedRow, countedOf } from '@/lib/testing/arbitrary-tagged'
import { local, useStudio } from '@/lib/testing/studio'
import { addTaggedExample, makeTaggedDataset } from '@/lib/testing/tagged'
import { getDistribution } from './queries'
import { distributionOf } from './summary'

describe('the distribution of any dataset', () => {
  useStudio()

  test('is what counting each example gives, by examples and by messages', async () => {
    const { id } = await makeTaggedDataset()
    const other = await makeTaggedDataset('other')
    await addTaggedExample(other.id, { tags: [other.tag('outcome/answer')] })
    const groups = await tagGroupsOf(db(), id)
    const rows = anyTaggedRow(groups.map(({ kind, tags }) => ({ kind, tagIds: tags.map((tag) => tag.id) })))
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { maxLength: 12 }), async (all) => {
        await db().example.deleteMany({ where: { datasetId: id } })
        for (const row of all) {
          const { messageIds, ...rest } = row
          const first = messageIds.every((messageId, i) => messageId === `m${i + 1}`)
          await addTaggedExample(id, first ? rest : row)
        }
        for (const by of ['examples', 'messages'] as const)
          expect(await getDistribution(local, id, { q: '', by })).toEqual(
            distributionOf(all.map(countedOf), groups, by),
          )
      }),
      { numRuns: 25 },
    )
  })

  test('by examples, is what the filter of each bar finds, over all and over a filter', async () => {
    const { id } = await makeTaggedDataset()
    const groups = await tagGroupsOf(db(), id)
    const rows = anyTaggedRow(groups.map(({ kind, tags }) => ({ kind, tagIds: tags.map((tag) => tag.id) })))
    const filters = fc.constantFrom('', 'status:draft,approved', '-tag:refusal', 'weight:1', 'in:all')
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { maxLength: 8 }), filters, async (all, q) => {
        await db().example.deleteMany({ where: { datasetId: id } })
        for (const row of all) await addTaggedExample(id, row)
        const { groups: bars } = await getDistribution(local, id, { q, by: 'examples' })
        const found = async (term: string) => (await countExamples(local, id, `${q} ${term}`.trim())).count
        for (const { groupId, name, untagged, tags } of bars) {
          expect(await found(`uncounted:${JSON.stringify(name)}`)).toBe(untagged)
          for (const { tagId, count } of tags) {
            const tag = groups.find((g) => g.id === groupId)!.tags.find((t) => t.id === tagId)!
            expect(await found(`counted:${JSON.stringify(tag.name)}`)).toBe(count)
          }
        }
      }),
      { numRuns: 12 },
    )
  })
})
