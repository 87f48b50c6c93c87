import 'server-only'
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { db, transaction } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { exportFolder } from '@/lib/exports/read'
import { loseFiles } from '@/lib/exports/writes'
import type { Needle } from '@/lib/purge/needle'
import { purgeJson } from '@/lib/purge/purge-json'
import type { Touched } from '@/lib/purge/schema'
import { uploadPath } from '@/lib/uploads/read'
import { deleteUpload } from '@/lib/uploads/writes'
import type { PurgeRun } from './run'

/** Exports whose files hold the text lose them, uploads go whatever they hold, backups are named. */
export async function purgeFiles(run: PurgeRun): Promise<Pick<Touched, 'exports' | 'uploads' | 'backups'>> {
  const exports = await exportsWith(run)
  const uploads = await db().upload.findMany({ where: { datasetId: run.datasetId }, select: { id: true } })
  if (run.id !== null) {
    await transaction(async (tx) => {
      await loseFiles(tx, exports)
      for (const { id } of uploads) await deleteUpload(tx, id)
    })
    for (const id of exports) await rm(exportFolder(id), { recursive: true, force: true })
    for (const { id } of uploads) await rm(uploadPath(id), { force: true })
  }
  const backups = (await readdir(dataFolder('backups'))).filter((name) => name.endsWith('.db')).sort()
  return { exports, uploads: uploads.length, backups }
}

async function exportsWith({ datasetId, needle }: PurgeRun): Promise<string[]> {
  const rows = await db().export.findMany({ where: { datasetId, state: 'done' }, select: { id: true } })
  const found = []
  for (const { id } of rows) if (await holds(exportFolder(id), needle)) found.push(id)
  return found
}

async function holds(folder: string, needle: Needle): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (await fileHolds(join(folder, name), needle)) return true
  return false
}

async function fileHolds(path: string, needle: Needle): Promise<boolean> {
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  const isJson = /\.jsonl?$/.test(path)
  for await (const line of lines)
    if (needle.has(line) || (isJson && purgeJson(line, needle, 'in numbers too') !== null)) {
      lines.close()
      return true
    }
  return false
}
