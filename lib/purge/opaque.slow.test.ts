import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { startExport } from '@/lib/exports/commands/start-export'
import { exportFolder } from '@/lib/exports/read'
import { type ExportFormat, recipe } from '@/lib/exports/schema'
import { startJob } from '@/lib/jobs/room'
import { versionJob } from '@/lib/jobs/versions/run'
import { newOperationId } from '@/lib/result/operation-id'
import { purgesOf } from '@/lib/testing/purge'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { createVersion } from '@/lib/versions/commands/create-version'
import { getVersion } from '@/lib/versions/queries'

useStudio()

const words = 'Kim "Sora"\nCanary'
const line = (n: number) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: n === 3 ? `From ${words}` : `From nobody ${n}` },
      { role: 'assistant', content: 'Hello.' },
    ],
  })

test('files whose words do not stand in them as they are go where what was exported holds the text', async () => {
  const datasetId = await makeDataset('Support')
  await storeLines(
    datasetId,
    Array.from({ length: 20 }, (_, n) => line(n)),
  )
  const of = (format: ExportFormat) => recipe.parse({ format, status: 'all', trainShare: 1 })
  const exported: string[] = []
  for (const format of ['csv', 'parquet'] as const) {
    const request = { operationId: newOperationId(), recipe: of(format) }
    const { id } = await startExport(local, datasetId, request)
    await expect.poll(() => db().export.findUnique({ where: { id } })).toMatchObject({ state: 'done' })
    exported.push(id)
  }
  const { id: versionId } = await createVersion(local, datasetId, {
    operationId: newOperationId(),
    name: 'v1',
    notes: '',
    recipe: of('parquet'),
  })
  await startJob(versionJob(versionId, 'parquet'), 'exports', async () => {})
  const goneFrom = async () =>
    (await getVersion(local, { datasetId, versionId })).formats[0]!.files.filter(
      ({ purgedAt }) => purgedAt !== null,
    ).map(({ name }) => name)
  const isThere = () => exported.map((id) => existsSync(exportFolder(id)))

  expect(await purgesOf(datasetId, 'said nowhere').purge()).toMatchObject({ state: 'done', exports: [] })
  expect([isThere(), await goneFrom()]).toEqual([[true, true], []])

  const done = await purgesOf(datasetId, words).purge()
  expect(done).toMatchObject({ state: 'done', versions: [versionId] })
  expect(done.exports.toSorted()).toEqual(exported.toSorted())
  expect([isThere(), await goneFrom()]).toEqual([[false, false], ['train.parquet']])
})
