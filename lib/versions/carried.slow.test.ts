import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUpStudio, restoreStudio } from '@/lib/backup/commands'
import { copyStudio } from '@/lib/copy/commands'
import { closeDb, db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { dataDir } from '@/lib/db/paths'
import { closeHub } from '@/lib/live/hub'
import { newOperationId } from '@/lib/result/operation-id'
import { lineOf } from '@/lib/testing/bulk'
import { makeDatabase } from '@/lib/testing/postgres-database'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { makeVersion } from '@/lib/testing/versions'
import { getVersion, openVersionFile } from './queries'

const leave = async () => {
  await closeHub()
  await closeDb()
}

describe('a version', () => {
  useStudio()

  async function fill() {
    const datasetId = await makeDataset('고객지원')
    // more than one piece of a megabyte
    const long = 'Ein 환불 😀 '.repeat(8_000)
    await storeLines(
      datasetId,
      Array.from({ length: 40 }, (_, i) => lineOf(`Question ${i} ${i < 15 ? long : ''}`, `Answer ${i}`)),
    )
    const { id } = await makeVersion(datasetId, 'v1', { trainShare: 0.5 })
    return { datasetId, versionId: id }
  }

  /** Hashes of its kept files as they come out, beside those that it says. */
  async function hashes(at: { datasetId: string; versionId: string }) {
    const { formats, counts } = await getVersion(local, at)
    const files: [name: string, told: string, found: string][] = []
    for (const { name, sha256 } of formats[0]!.files) {
      const { chunks } = await openVersionFile(local, at, formats[0]!.format, name)
      const hash = createHash('sha256')
      for await (const chunk of chunks) hash.update(chunk)
      files.push([name, sha256, hash.digest('hex')])
    }
    expect(files.length).toBe(5)
    expect(files.filter(([, told, found]) => told !== found)).toEqual([])
    return { files, counts }
  }

  it('comes out of a backup with the same bytes', async () => {
    const at = await fill()
    const before = await hashes(at)
    const file = join(dataDir(), 'kept.db')
    await backUpStudio(local, { operationId: newOperationId(), file })
    await db().blob.deleteMany()
    await expect(hashes(at)).rejects.toMatchObject({ code: 'not_found' })
    await leave()
    const served = process.env.DATABASE_URL
    if (engine === 'postgresql') process.env.DATABASE_URL = await makeDatabase()
    await restoreStudio(local, file)
    expect(await hashes(at)).toEqual(before)
    await leave()
    if (engine === 'postgresql') process.env.DATABASE_URL = served
  })

  it.runIf(engine === 'postgresql')(
    'is copied with the same bytes, to the other engine and back',
    async () => {
      const at = await fill()
      const before = await hashes(at)
      const blobs = await db().blob.findMany({ orderBy: [{ sha256: 'asc' }, { part: 'asc' }] })
      expect(blobs.some(({ part }) => part > 0)).toBe(true)
      await leave()
      const served = process.env.DATABASE_URL!
      const file = join(dataDir(), 'copy.db')
      await copyStudio(local, { from: served, to: `file:${file}` })
      const copy = new Database(file, { readonly: true })
      expect(copy.prepare('SELECT "sha256", "part", "data" FROM "Blob" ORDER BY 1, 2').all()).toEqual(blobs)
      copy.close()
      const again = await makeDatabase()
      await copyStudio(local, { from: `file:${file}`, to: again })
      process.env.DATABASE_URL = again
      expect(await hashes(at)).toEqual(before)
      await leave()
      process.env.DATABASE_URL = served
    },
  )
})
