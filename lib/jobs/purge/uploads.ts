import 'server-only'
import { readdir, rm, stat } from 'node:fs/promises'
import { db, transaction } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { breathe } from '@/lib/db/reader'
import { cut } from '@/lib/formats/cut'
import { isParquetFile } from '@/lib/formats/parquet'
import type { Plan, SourceRecord } from '@/lib/formats/schema'
import { Transcoder } from '@/lib/formats/transcode'
import { openFile } from '@/lib/formats/unpack'
import { planImport } from '@/lib/imports/plan-import'
import type { Needle } from '@/lib/purge/needle'
import { purgeJson, purgeString } from '@/lib/purge/purge-json'
import type { Touched } from '@/lib/purge/schema'
import { oneAtATime } from '@/lib/uploads/one-at-a-time'
import { uploadPath } from '@/lib/uploads/read'
import { deleteUpload } from '@/lib/uploads/writes'
import type { PurgeStep } from './job'

type Kept = { id: string; fileName: string; size: number; received: number }

/**
 * Uploads that hold the text go, with whatever else they hold: a file that was changed is not the one that its sender
 * has. One that can't be read goes too. Files of imports that have ended belong to no dataset any more.
 */
export async function purgeUploads(step: PurgeStep): Promise<Touched['uploads']> {
  const found: Touched['uploads'] = []
  for (const upload of [...(await listUploads(step.datasetId)), ...(await listLeft())]) {
    await step.look(0)
    if (!(await uploadHolds(upload, step.needle))) continue
    found.push({ id: upload.id, fileName: purgeString(upload.fileName, step.needle) })
    if (step.erases) await removeUpload(upload.id)
  }
  return found
}

async function listUploads(datasetId: string): Promise<Kept[]> {
  const rows = await db().upload.findMany({
    where: { datasetId },
    orderBy: { id: 'asc' },
    select: { id: true, fileName: true, size: true, received: true },
  })
  return rows.map((row) => ({ ...row, size: Number(row.size), received: Number(row.received) }))
}

/** Files that a crash left, while nothing at all is imported: in this order none of them is about to be. */
async function listLeft(): Promise<Kept[]> {
  const files = await readdir(dataFolder('uploads'))
  const known = new Set((await db().upload.findMany({ select: { id: true } })).map(({ id }) => id))
  if ((await db().import.count({ where: { state: 'running' } })) > 0) return []
  const left: Kept[] = []
  for (const id of files.filter((id) => !known.has(id))) {
    const file = await stat(uploadPath(id)).catch(() => null)
    if (file?.isFile()) left.push({ id, fileName: '', size: file.size, received: file.size })
  }
  return left
}

/** A part that comes at this moment would make the file anew. */
const removeUpload = (id: string): Promise<void> =>
  oneAtATime(id, async () => {
    await transaction((tx) => deleteUpload(tx, id))
    await rm(uploadPath(id), { force: true })
  })

async function uploadHolds(upload: Kept, needle: Needle): Promise<boolean> {
  if (upload.received === 0) return false
  if (needle.has(upload.fileName)) return true
  const path = uploadPath(upload.id)
  try {
    // it holds more than its rows: names, statistics and notes
    if (isParquetFile(path)) return true
    const { plan } = await planImport({ path, ...upload }, { format: 'auto', options: {} })
    return (await textHolds(path, plan, needle)) || (await recordsHold(path, plan, needle))
  } catch (error) {
    if (isMissing(error)) return false
    // gzip that is broken, or so far only begun
    return true
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** As it stands in the file, whatever its encoding. */
async function textHolds(path: string, { gzip, encoding }: Plan, needle: Needle): Promise<boolean> {
  const transcoder = new Transcoder(encoding)
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of openFile(path, gzip).chunks) {
    text = text.slice(-needle.length) + decoder.decode(transcoder.push(chunk), { stream: true })
    if (needle.has(text)) return true
    await breathe()
  }
  return needle.has(text + decoder.decode(transcoder.end()))
}

/** As its records say it: behind escapes of JSON, YAML and tables. */
async function recordsHold(path: string, plan: Plan, needle: Needle): Promise<boolean> {
  for await (const records of cut(openFile(path, plan.gzip).chunks, plan)) {
    for (const record of records) if (recordHolds(record, needle)) return true
    await breathe()
  }
  return false
}

function recordHolds(record: SourceRecord, needle: Needle): boolean {
  if ('value' in record) return purgeJson(JSON.stringify(record.value), needle, 'in numbers too') !== null
  if (!('bytes' in record)) return false
  const text = new TextDecoder().decode(record.bytes)
  // without a backslash it is as it stands in the file
  if (!text.includes('\\')) return false
  return needle.has(unescaped(text)) || (isJson(text) && purgeJson(text, needle, 'in numbers too') !== null)
}

/** A line whose end has not come yet is no JSON; its escapes are read all the same. */
const unescaped = (text: string): string =>
  text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code: string | undefined, letter: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (letters[letter] ?? letter),
  )
const letters: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
