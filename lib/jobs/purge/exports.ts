import 'server-only'
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { db, transaction } from '@/lib/db/client'
import { exportFolder } from '@/lib/exports/read'
import { loseFiles } from '@/lib/exports/writes'
import type { Needle } from '@/lib/purge/needle'
import { purgeJson } from '@/lib/purge/purge-json'
import type { PurgeStep } from './job'

/** A file whose words don't stand in it as they are: compressed columns, or cells with quotes and lines within. */
export const isOpaque = (name: string): boolean => /\.(parquet|csv)$/.test(name)

/**
 * Ids of exports whose files hold the text; where it erases, they lose them. One with a file that can't be searched is
 * taken to hold it where an example does: it can be made again.
 */
export async function purgeExports(step: PurgeStep, isInExamples: boolean): Promise<string[]> {
  const { datasetId, needle, erases, look } = step
  const rows = await db().export.findMany({ where: { datasetId, state: 'done' }, select: { id: true } })
  const found: string[] = []
  for (const { id } of rows) {
    if (await holds(exportFolder(id), needle, isInExamples)) found.push(id)
    await look(0)
  }
  if (erases) {
    await transaction((tx) => loseFiles(tx, found))
    for (const id of found) await rm(exportFolder(id), { recursive: true, force: true })
  }
  return found
}

async function holds(folder: string, needle: Needle, isInExamples: boolean): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  if (isInExamples && names.some(isOpaque)) return true
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
