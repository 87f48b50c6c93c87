import { expect, test } from 'vitest'
import { startComparison } from '@/lib/duplicates/commands/start-comparison'
import { startComparisonJob } from '@/lib/jobs/duplicates/run'
import { startSplitJob } from '@/lib/jobs/split/run'
import { newOperationId } from '@/lib/result/operation-id'
import { adoptSplit } from '@/lib/splits/commands/adopt-split'
import { mergeTag } from '@/lib/tags/commands/merge'
import { bulkOn, lineOf } from '@/lib/testing/bulk'
import { local, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { makeVersion } from '@/lib/testing/versions'
import { renderFormat } from './commands/render-format'
import { diffVersions, getVersion, openVersionFile } from './queries'

useStudio()

const once = () => ({ operationId: newOperationId() })
const asked = (i: number) =>
  `Question ${i ** 3}: my order ${i * 7919} of the ${['lamp', 'chair', 'table', 'shelf', 'desk'][i % 5]} is ${i} days late now`
const settings = { seed: 7, trainShare: 0.6, validationShare: 0.2, groupIds: [], threshold: 0.85 }

type Line = { example: number; tags: string[] }

test('by split/2 it keeps the sides of the dataset, and tags by their names then, in every format', async () => {
  const { id: datasetId, tag } = await makeTaggedDataset()
  const bulk = bulkOn(datasetId)
  await bulk.add(...Array.from({ length: 30 }, (_, i) => lineOf(asked(i + 1), `Answer ${i ** 2}.`)))
  await bulk.save(2, [{ type: 'add-tag', tagId: tag('outcome/refusal'), messageId: null }])
  const compared = await startComparison(local, datasetId, { ...once(), threshold: 0.85 })
  await startComparisonJob({ runId: compared.id, datasetId, actorId: 'local', threshold: 0.85 })
  const { id } = await adoptSplit(local, datasetId, { ...once(), settings })
  await startSplitJob({ id, datasetId, userId: 'local', kind: 'place', number: null, side: null })

  const sidesOf = async (versionId: string, format: string) => {
    const found = new Map<number, { side: string; tags: string[] }>()
    for (const side of ['train', 'validation', 'test']) {
      const at = { datasetId, versionId }
      const { chunks } = await openVersionFile(local, at, format, `${side}.lines.jsonl`)
      const bytes: Uint8Array[] = []
      for await (const chunk of chunks) bytes.push(chunk)
      for (const line of Buffer.concat(bytes).toString().split('\n').slice(0, -1)) {
        const { example, tags } = JSON.parse(line) as Line
        found.set(example, { side, tags })
      }
    }
    return found
  }
  const first = await makeVersion(datasetId, 'v1', { status: 'all' })
  expect(first).toMatchObject({
    state: 'ready',
    counts: { train: { examples: 18 }, validation: { examples: 6 }, test: { examples: 6 } },
  })
  const sides = await sidesOf(first.id, 'openai-chat')
  expect([sides.size, JSON.stringify(sides.get(2)?.tags)]).toEqual([30, expect.stringContaining('refusal')])

  // a tag goes into another, and two examples come to straddle
  await mergeTag(local, datasetId, tag('outcome/refusal'), { ...once(), intoId: tag('outcome/answer') })
  const of = (side: string) => [...sides].find(([, found]) => found.side === side)![0]
  const [a, b] = [of('train'), of('test')]
  await bulk.save(a, [
    { type: 'edit-text', messageId: 'm1', path: ['content'], at: 0, remove: asked(a), insert: asked(b) },
  ])
  await renderFormat(local, { datasetId, versionId: first.id }, { ...once(), format: 'sharegpt' })
  for (;;) {
    const { formats } = await getVersion(local, { datasetId, versionId: first.id })
    if (formats.every(({ state }) => state === 'done')) break
    await new Promise((go) => setTimeout(go, 5))
  }
  expect(await sidesOf(first.id, 'sharegpt')).toEqual(sides)

  const second = await makeVersion(datasetId, 'v2', { status: 'all' })
  const diff = await diffVersions(local, datasetId, { from: first.id, to: second.id })
  expect(diff).toMatchObject({ counts: { in: 0, out: 1, changed: 0, moved: 0, same: 29 }, out: [a] })
  expect(diff.distribution).toContainEqual({ group: 'outcome', tag: 'refusal', before: 1, after: 0 })
  expect(diff.distribution).toContainEqual({ group: 'outcome', tag: 'answer', before: 0, after: 1 })
})
