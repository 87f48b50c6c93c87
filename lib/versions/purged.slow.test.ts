import { gunzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { recipe } from '@/lib/exports/schema'
import { startJob } from '@/lib/jobs/room'
import { versionJob } from '@/lib/jobs/versions/run'
import { purgesOf } from '@/lib/testing/purge'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { createVersion } from './commands/create-version'
import { renderFormat } from './commands/render-format'
import { diffVersions, getVersion, openVersionFile } from './queries'

useStudio()

const words = 'Kim Sora Canary'
let datasetId: string
beforeEach(async () => {
  datasetId = await makeDataset('Support')
})
const once = () => ({ operationId: crypto.randomUUID() })
const line = (n: number) =>
  `{"messages":[{"role":"user","content":"I am ${n === 3 ? 'Kim Sora C\\u0061nary' : 'nobody'} ${n}"},{"role":"assistant","content":"Hello."}]}`

async function make(name: string, trainShare: number, notes = '') {
  const { id } = await createVersion(local, datasetId, {
    ...once(),
    name,
    notes,
    recipe: recipe.parse({ status: 'all', trainShare }),
  })
  await startJob(versionJob(id, 'openai-chat'), 'exports', async () => {})
  return getVersion(local, { datasetId, versionId: id })
}
/** All bytes that are kept, unpacked. */
const kept = async () =>
  (await db().blob.findMany()).map(({ data }) => gunzipSync(Buffer.from(data, 'base64')).toString()).join('')

test('a purged text is in no byte of a version; its members stay, and the file says why it is gone', async () => {
  await storeLines(
    datasetId,
    Array.from({ length: 20 }, (_, n) => line(n)),
  )
  const { id } = await make('v1', 1, `for ${words}`)
  const clean = await make('v2', 1)
  expect(await kept()).toContain('Kim Sora C')

  const { purge } = purgesOf(datasetId, words)
  const looked = await purge({ dryRun: true })
  expect(looked.versions.toSorted()).toEqual([id, clean.id].toSorted())
  expect((await getVersion(local, { datasetId, versionId: id })).notes).toContain(words)
  const done = await purge()
  expect(done).toMatchObject({ state: 'done', versions: looked.versions })

  expect(await kept()).not.toContain('Kim Sora C')
  const after = await getVersion(local, { datasetId, versionId: id })
  expect(after).toMatchObject({ state: 'ready', notes: 'for [purged]' })
  const purged = after.formats[0]!.files.filter(({ purgedAt }) => purgedAt !== null)
  expect(purged.map(({ name }) => name)).toEqual(['train.jsonl'])
  const open = (file: string) => openVersionFile(local, { datasetId, versionId: id }, 'openai-chat', file)
  await expect(open('train.jsonl')).rejects.toMatchObject({ reason: 'versionPurged' })
  await expect(open('all.zip')).rejects.toMatchObject({ reason: 'versionPurged' })
  expect((await open('manifest.json')).bytes).toBeGreaterThan(0)
  await expect(
    renderFormat(local, { datasetId, versionId: id }, { ...once(), format: 'sharegpt' }),
  ).rejects.toMatchObject({ reason: 'versionPurged' })

  const now = await make('v3', 1)
  const diff = await diffVersions(local, datasetId, { from: id, to: now.id })
  expect(diff.counts).toEqual({ in: 0, out: 0, changed: 1, moved: 0, same: 19 })
  expect((await purge()).versions).toEqual([])
})

test('no purge begins while a version is made', async () => {
  await storeLines(
    datasetId,
    Array.from({ length: 20 }, (_, n) => line(n)),
  )
  let release = () => {}
  const before = startJob('before', 'exports', () => new Promise<void>((go) => (release = go)))
  const request = { ...once(), name: 'v1', notes: '', recipe: recipe.parse({ status: 'all', trainShare: 1 }) }
  const { id } = await createVersion(local, datasetId, request)
  await expect(purgesOf(datasetId, words).start()).rejects.toMatchObject({ reason: 'purgeBusy' })
  release()
  await before
  await startJob(versionJob(id, 'openai-chat'), 'exports', async () => {})
  expect((await purgesOf(datasetId, words).purge()).versions).toEqual([id])
})
