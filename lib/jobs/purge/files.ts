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
import type { PurgeStep } from './job'
import { purgeUploads } from './uploads'
import { purgeVersions } from './versions'

/** Exports and versions whose files hold the text lose them, uploads that hold it go whole, backups are named. */
export async function purgeFiles(
  step: PurgeStep,
): Promise<Pick<Touched, 'exports' | 'versions' | 'uploads' | 'backups'>> {
  const exports = await exportsWith(step)
  if (step.erases) {
    await transaction((tx) => loseFiles(tx, exports))
    for (const id of exports) await rm(exportFolder(id), { recursive: true, force: true })
  }
  const versions = await purgeVersions(step)
  const uploads = await purgeUploads(step)
  // one that is being made holds it too
  const backups = (await readdir(dataFolder('backups')))
    .filter((name) => /\.db(\.partial)?$/.test(name))
    .sort()
  return { exports, versions, uploads, backups }
}

async function exportsWith({ datasetId, needle, look }: PurgeStep): Promise<string[]> {
  const rows = await db().export.findMany({ where: { datasetId, state: 'done' }, select: { id: true } })
  const found = []
  for (const { id } of rows) {
    if (await holds(exportFolder(id), needle)) found.push(id)
    await look(0)
  }
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
