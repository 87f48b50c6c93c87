import 'server-only'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { Semaphore } from 'async-mutex'
import { AppError } from '@/lib/result/app-error'
import { createThread, type Thread } from '@/lib/threads/thread'

type Job = { path: string; from: number }
type Answer = { lines: Uint8Array; next: number; total: number }

const mark = 'PAR1'
const chunkBytes = 1 << 18

// Next loads modules once per bundle: all of them together unpack two files at a time
const shared = globalThis as typeof globalThis & { finecutParquet?: Semaphore }
const memoryMb = 1024
const mostMs = 120_000

export const isParquet = (bytes: Uint8Array): boolean =>
  [...mark].every((sign, at) => bytes[at] === sign.charCodeAt(0))

/** By its first bytes. */
export function isParquetFile(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(4)
    return readSync(file, head, 0, 4, 0) === 4 && isParquet(head)
  } finally {
    closeSync(file)
  }
}

/**
 * Rows of a Parquet file as lines of JSON: nested columns as they are, fields without a value left out. A group of rows
 * is in memory at once, in a thread of this file's own. `read()` tells how far it has come, in bytes of the file.
 * @throws AppError `invalid` `parquetBroken`, `parquetPacked` or `parquetGroups`, `too_large` `unpackedTooLarge`
 */
export function openParquet(path: string, maxBytes: number) {
  const { size } = statSync(path)
  let read = 0
  async function* lines(): AsyncGenerator<Uint8Array> {
    const thread = createThread<Job, Answer>('lib/formats/parquet-worker.mjs', { memoryMb })
    try {
      let length = 0
      for (let from = 0, total = 1; from < total; ) {
        const answer = await readRows(thread, { path, from })
        if (answer.next <= from && from < answer.total) throw new AppError('invalid', 'parquetBroken')
        length += answer.lines.length
        if (length > maxBytes)
          throw new AppError('too_large', 'unpackedTooLarge', { params: { bytes: maxBytes } })
        for (let at = 0; at < answer.lines.length; at += chunkBytes)
          yield answer.lines.subarray(at, at + chunkBytes)
        from = answer.next
        total = answer.total
        read = total === 0 ? size : Math.floor((size * from) / total)
      }
      read = size
    } finally {
      await thread.stop()
    }
  }
  return { read: () => read, chunks: lines() }
}

function readRows(thread: Thread<Job, Answer>, job: Job): Promise<Answer> {
  shared.finecutParquet ??= new Semaphore(2)
  return shared.finecutParquet.runExclusive(async () => {
    // one that takes for ever is ended like one that takes all memory
    const late = setTimeout(() => void thread.stop(), mostMs)
    try {
      return await thread.ask(job, 'later')
    } catch (error) {
      throw refusalOf(error)
    } finally {
      clearTimeout(late)
    }
  })
}

function refusalOf(error: unknown): AppError {
  const said = error instanceof Error ? error.message : ''
  const codec = /unsupported compression codec: (\w+)/.exec(said)?.[1]
  if (codec) return new AppError('invalid', 'parquetPacked', { params: { codec } })
  const isLarge = /group of rows is too large|worker was lost/.test(said)
  return new AppError('invalid', isLarge ? 'parquetGroups' : 'parquetBroken')
}
