import 'server-only'
import type { Json, Rejection } from '@/lib/conversations/schema'
import { sqlTime } from '@/lib/db/bulk'
import { createStatistics } from '@/lib/db/statistics'
import { cut } from '@/lib/formats/cut'
import { excerptSource } from '@/lib/formats/excerpt-source'
import type { SourceRecord } from '@/lib/formats/schema'
import { openFile } from '@/lib/formats/unpack'
import type { DerivedRows, DeriveHow } from './derive-rows'
import { createDeriver, type Deriver } from './deriver'
import type { ImportJob } from './job'
import { createPace } from './pace'
import { packRecords } from './pack-records'
import type { ImportProgress } from './progress'
import { storeBatch } from './store-batch'

const batchRecords = 500
const batchLength = 1_000_000
// so many batches are read ahead while the worker derives the rows of the first
const batchesAhead = 2

type Batch = { records: SourceRecord[]; derived: Promise<DerivedRows> }

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
  const { datasetId, importId, actorId, plan, sourceKey } = job
  const place = { datasetId, importId, authorId: actorId, at: sqlTime(new Date()) }
  const how: DeriveHow = { plan, sourceKey, place }
  const pace = createPace()
  const statistics = createStatistics({ import: importId })
  let records: SourceRecord[] = []
  let length = 0
  let ahead: Batch[] = []
  // the batch under way: PostgreSQL works on it while the next is read
  let storing: Promise<void> = Promise.resolve()
  let stores = true

  async function settleOldest(): Promise<void> {
    const batch = ahead.shift()
    if (!batch) return
    const derived = await batch.derived
    for (const [i, record] of batch.records.entries()) takeOutcomes(record, derived.outcomes[i]!)
    if (!stores) return
    await storing
    storing = store(derived.rows)
    // it is awaited before the next, or at the end
    storing.catch(() => {})
  }

  async function store(rows: DerivedRows['rows']): Promise<void> {
    const done = await storeBatch(job, rows, counts.stored)
    counts.stored += done.stored
    counts.skipped += done.skipped
    await statistics.grown(counts.stored)
  }

  function takeOutcomes(record: SourceRecord, outcomes: (Rejection | null)[]): void {
    for (const outcome of outcomes) {
      counts.lines += 1
      if (!outcome || !stores) continue
      const { code, params } = outcome
      progress.reject({ record: counts.lines, line: record.line, code, params }, excerptSource(record))
      if (job.onError === 'abort') stores = false
    }
  }

  async function closeBatch(): Promise<void> {
    if (records.length === 0) return
    const derived = deriver.derive({ how, packed: packRecords(records) })
    // it is awaited later, or never where the import stops first
    derived.catch(() => {})
    ahead.push({ records, derived })
    records = []
    length = 0
    if (ahead.length > batchesAhead) await settleOldest()
  }

  // nothing is stored any more: what was read ahead and what comes is only counted
  function countOnly(): void {
    counts.lines += ahead.reduce((sum, batch) => sum + batch.records.length, records.length)
    ahead = []
    records = []
    length = 0
  }

  async function readOn(): Promise<void> {
    const file = openFile(job.path, plan.gzip)
    for await (const cutRecords of cut(file.chunks, plan)) {
      for (const record of cutRecords) {
        records.push(record)
        length += lengthOf(record)
        if (!stores) countOnly()
        else if (records.length >= batchRecords || length >= batchLength) await closeBatch()
        await pace.rest()
        signal.throwIfAborted()
      }
      counts.bytes = file.read()
      await progress.tick()
      signal.throwIfAborted()
    }
    await closeBatch()
    while (ahead.length > 0 && stores) {
      await settleOldest()
      await progress.tick()
      signal.throwIfAborted()
    }
  }

  try {
    await readOn()
  } finally {
    // whatever ends the reading: what is taken back must all be there
    await storing.catch(() => {})
  }
  await storing
  countOnly()
  await progress.write()
}

function lengthOf(record: SourceRecord): number {
  if ('bytes' in record) return record.bytes.length
  return 'value' in record ? lengthOfValue(record.value) : 0
}

/** About as many characters as it takes, in JSON. */
function lengthOfValue(value: Json): number {
  if (typeof value === 'string') return value.length
  if (value === null || typeof value !== 'object') return 8
  return Object.values(value).reduce<number>((sum, one) => sum + lengthOfValue(one) + 8, 8)
}
