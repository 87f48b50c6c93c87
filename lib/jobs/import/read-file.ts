import 'server-only'
import type { LineResult } from '@/lib/conversations/schema'
import { sqlTime } from '@/lib/db/bulk'
import { engine } from '@/lib/db/engine'
import { cut } from '@/lib/formats/cut'
import { excerptSource } from '@/lib/formats/excerpt-source'
import { readRecord } from '@/lib/formats/read-record'
import type { SourceRecord } from '@/lib/formats/schema'
import { openFile } from '@/lib/formats/unpack'
import { sourceKeyOf } from '@/lib/imports/source-key'
import type { DerivedRows, LineToDerive } from './derive-rows'
import { createDeriver, type Deriver } from './deriver'
import type { ImportJob } from './job'
import { createPace } from './pace'
import type { ImportProgress } from './progress'
import { storeBatch } from './store-batch'

const batchRows = 200
const batchLength = 1_000_000
// so many batches are read ahead while the worker derives the rows of the first
const batchesAhead = 3

type Batch = { lines: LineToDerive[]; length: number }
const emptyBatch = (): Batch => ({ lines: [], length: 0 })

/**
 * Reads a file to its end and stores its examples, hidden. Under `abort` the first record that can't be stored ends
 * the storing; the rest is only counted. Memory holds a few batches, and one record of at most 32 MB.
 * @throws the signal's reason where the job is told to stop.
 */
export async function readFile(job: ImportJob, progress: ImportProgress, signal: AbortSignal): Promise<void> {
  const deriver = await createDeriver(job.path)
  try {
    await readAll(job, deriver, progress, signal)
  } finally {
    await deriver.stop()
  }
}

async function readAll(
  job: ImportJob,
  deriver: Deriver,
  progress: ImportProgress,
  signal: AbortSignal,
): Promise<void> {
  const { counts } = progress
  const pace = createPace()
  let batch = emptyBatch()
  const place = {
    datasetId: job.datasetId,
    importId: job.importId,
    authorId: job.actorId,
    at: sqlTime(new Date()),
  }
  let ahead: Promise<DerivedRows>[] = []
  let stores = true

  async function storeOldest(): Promise<void> {
    const next = ahead.shift()
    if (!next) return
    const done = await storeBatch(job, await next, counts.stored)
    counts.stored += done.stored
    counts.skipped += done.skipped
  }

  async function closeBatch(): Promise<void> {
    const { lines } = batch
    batch = emptyBatch()
    if (lines.length === 0) return
    const rows = deriver.derive({ engine, place, lines })
    // it is awaited later, or never where the import stops first
    rows.catch(() => {})
    ahead.push(rows)
    if (ahead.length > batchesAhead) await storeOldest()
  }

  function take(record: SourceRecord): void {
    if (!stores) counts.lines += 1
    else for (const result of readRecord(record, job.plan)) takeResult(record, result)
  }

  function takeResult(record: SourceRecord, result: LineResult): void {
    counts.lines += 1
    if (!stores) return
    const { line } = record
    if (result.ok) {
      const { text, conversation } = result
      batch.lines.push({ line, text, sourceKey: sourceKeyOf(conversation, job.sourceKey) })
      batch.length += text.length
      return
    }
    const { code, params } = result
    progress.reject({ record: counts.lines, line, code, params }, excerptSource(record))
    if (job.onError === 'skip-line') return
    stores = false
    batch = emptyBatch()
    ahead = []
  }

  const file = openFile(job.path, job.plan.gzip)
  for await (const records of cut(file.chunks, job.plan)) {
    for (const record of records) {
      take(record)
      if (batch.lines.length >= batchRows || batch.length >= batchLength) await closeBatch()
      await pace.rest()
      signal.throwIfAborted()
    }
    counts.bytes = file.read()
    await progress.tick()
    signal.throwIfAborted()
  }
  await closeBatch()
  while (ahead.length > 0) {
    await storeOldest()
    await progress.tick()
    signal.throwIfAborted()
  }
  await progress.write()
}
