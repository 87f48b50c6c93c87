import { describe, expect, test } from 'vitest'
import { getCoverage } from '@/lib/coverage/queries'
import { getDataset } from '@/lib/datasets/queries'
import { db } from '@/lib/db/client'
import { getDistribution } from '@/lib/distribution/queries'
import { getExample } from '@/lib/examples/queries/example'
import { listImports } from '@/lib/imports/queries/imports'
import { listTagGroups } from '@/lib/tags/queries'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { createDemo } from './commands'
import { readDemoFiles } from './files'

let serial = 0
const op = () => `operation-${++serial}`

describe('the demo dataset', () => {
  useStudio()

  test('holds every line as it is in the file, with its status, tags and source key', async () => {
    const owner = { ...(await makeUser()), studioRole: 'owner' as const }
    const { datasetId } = await createDemo(owner, { operationId: op() })
    const { examples, guidelines } = await readDemoFiles()
    const dataset = await getDataset(owner, datasetId)
    expect(dataset).toMatchObject({
      examples: 60,
      byStatus: { approved: 45, in_review: 6, changes_requested: 2, draft: 6, excluded: 1 },
      guidelines,
      role: 'lead',
      members: [{ id: owner.id }],
    })
    const stored = await db().example.findMany({ where: { datasetId }, orderBy: { number: 'asc' } })
    expect(stored.map((row) => [row.number, row.text, row.sourceKey, row.status])).toEqual(
      examples.map((example, i) => [i + 1, example.text, example.sourceKey, example.status]),
    )
    for (const row of stored) {
      const approved = row.status === 'approved'
      expect(row.approvedHash).toBe(approved ? row.approvalHash : null)
      expect(row.approvedRevision).toBe(approved ? 1 : null)
      if (approved) expect(row.errors).toBe(0)
      expect(row.tokens).toBeGreaterThan(10)
    }
    expect(await listImports(owner, datasetId)).toMatchObject([
      { fileName: 'support.jsonl', state: 'done', lines: 60, stored: 60 },
    ])
  })

  test('shows what the tool is for: 60 % refusals, over their target', async () => {
    const { datasetId } = await createDemo(local, { operationId: op() })
    const byExamples = await getDistribution(local, datasetId, { q: 'in:all', by: 'examples' })
    const outcome = byExamples.groups[0]!
    // 36 of 60, of which one is excluded
    expect([byExamples.total, outcome.untagged, outcome.tags.map((tag) => tag.count)]).toEqual([
      59,
      0,
      [18, 35, 6],
    ])
    const byMessages = await getDistribution(local, datasetId, { q: '', by: 'messages' })
    expect(byMessages.total).toBeGreaterThan(100)
    const groups = await listTagGroups(local, datasetId)
    expect(groups[0]?.tags[1]).toMatchObject({ name: 'refusal', targetMax: 0.3 })
  })

  test.each(['en', 'ko'] as const)('covers some kinds of edge case in some topics, in %s', async (locale) => {
    const { datasetId } = await createDemo(local, { operationId: op(), locale })
    const { kinds, topics, cells } = await getCoverage(local, datasetId, { q: '' })
    expect([kinds.length, topics.length]).toEqual([4, 6])
    const wanted = cells.filter(({ target }) => target > 0)
    expect(wanted).toHaveLength(19)
    expect(wanted.filter(({ count }) => count === 0).length).toBeGreaterThan(5)
    expect(wanted.filter(({ count, target }) => count >= target)).not.toEqual([])
  })

  test('puts tags on messages, and asks for changes with a reason', async () => {
    const { datasetId } = await createDemo(local, { operationId: op(), locale: 'ko' })
    expect((await getDataset(local, datasetId)).name).toBe('고객 상담 데모')
    const groups = await listTagGroups(local, datasetId)
    const nameOf = (tagId: string) => groups.flatMap((g) => g.tags).find((tag) => tag.id === tagId)?.name
    const first = await getExample(local, datasetId, 1)
    expect(first.tags.map((tag) => [nameOf(tag.tagId), tag.messageId])).toEqual(
      expect.arrayContaining([
        ['거절', null],
        ['되묻기', 'm5'],
      ]),
    )
    const returned = await getExample(local, datasetId, 7)
    expect(returned.status).toBe('changes_requested')
    expect(returned.statusReason).toMatch(/technician/)
    expect(returned.importLine).toBe(7)
  })

  test('is made once per operation, by owners only', async () => {
    const request = { operationId: op() }
    const first = await createDemo(local, request)
    expect(await createDemo(local, request)).toEqual(first)
    expect(await db().dataset.count()).toBe(1)
    await expect(createDemo(await makeUser(), { operationId: op() })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
