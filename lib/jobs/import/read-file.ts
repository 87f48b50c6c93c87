import 'server-only'
import { createReadStream } from 'node:fs'
import { readLine } from '@/lib/conversations/parse'
import { LineSplitter, type RawLine } from '@/lib/formats/lines'
import { sourceKeyOf } from '@/lib/imports/source-key'
import { countManyMessages } from '@/lib/tokens/count'
import type { ImportJob } from './job'
import { createPace } from './pace'
import type { ImportProgress } from './progress'
import { type AcceptedLine, storeBatch } from './store-batch'

const chunkBytes = 1 << 18
const batchRows = 100
const batchLength = 1_000_000
// so many batches are read ahead while the worker counts the tokens of the first
const batchesAhead = 3

type Batch = { lines: AcceptedLine[]; length: number }
type Counting = { lines: AcceptedLine[]; tokens: Promise<number[][]> }
const emptyBatch = (): Batch => ({ lines: [], length: 0 })

/**
 * Reads a file to its end and stores its lines, hidden. Under `abort` the first line that can't be stored ends the
 * storing; the rest is only counted. Memory holds a few batches, and one line of at most 32 MB.
 * @throws the signal's reason where the job is told to stop.
 */
export async function readFile(job: ImportJob, progress: ImportProgress, signal: AbortSignal): Promise<void> {
  const { counts } = progress
  const pace = createPace()
  const splitter = new LineSplitter()
  let batch = emptyBatch()
  let ahead: Counting[] = []
  let stores = true

  async function storeOldest(): Promise<void> {
    const next = ahead.shift()
    if (!next) return
    const done = await storeBatch(job, next.lines, await next.tokens, counts.stored, pace)
    counts.stored += done.stored
    counts.skipped += done.skipped
  }

  async function closeBatch(): Promise<void> {
    const { lines } = batch
    batch = emptyBatch()
    if (lines.length === 0) return
    const tokens = countManyMessages(lines.map(({ conversation }) => conversation))
    // it is awaited later, or never where the import stops first
    tokens.catch(() => {})
    ahead.push({ lines, tokens })
    if (ahead.length > batchesAhead) await storeOldest()
  }

  function take(raw: RawLine): void {
    counts.lines += 1
    if (!stores) return
    const result = readLine(raw.bytes)
    if (result.ok) {
      const { text, conversation } = result
      batch.lines.push({
        line: raw.line,
        text,
        conversation,
        sourceKey: sourceKeyOf(conversation, job.sourceKey),
      })
      batch.length += text.length
      return
    }
    const { code, params } = result
    progress.reject({ record: counts.lines, line: raw.line, code, params }, raw.bytes)
    if (job.onError === 'skip-line') return
    stores = false
    batch = emptyBatch()
    ahead = []
  }

  async function takeAll(lines: Iterable<RawLine>): Promise<void> {
    for (const raw of lines) {
      take(raw)
      if (batch.lines.length >= batchRows || batch.length >= batchLength) await closeBatch()
      await pace.rest()
      signal.throwIfAborted()
    }
  }

  for await (const chunk of createReadStream(job.path, { highWaterMark: chunkBytes })) {
    await takeAll(splitter.push(chunk))
    counts.bytes += chunk.length
    await progress.tick()
    signal.throwIfAborted()
  }
  await takeAll(splitter.end())
  await closeBatch()
  while (ahead.length > 0) {
    await storeOldest()
    await progress.tick()
    signal.throwIfAborted()
  }
  await progress.write()
}
