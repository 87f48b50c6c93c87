import 'server-only'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { AppError } from '@/lib/result/app-error'
import { createThread, type Thread } from '@/lib/threads/thread'

type Job = { path: string; from: number }
type Answer = { lines: Uint8Array; next: number; total: number }

const mark = 'PAR1'
const chunkBytes = 1 << 18

// Next loads modules once per bundle; one worker must serve them all.
const shared = globalThis as typeof globalThis & { finecutParquet?: Thread<Job, Answer> }

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
 * Rows of a Parquet file as lines of JSON: nested columns as they are, fields without a value left out. Some thousand
 * rows are in memory at once. `read()` tells how far it has come, in bytes of the file.
 * @throws AppError `invalid` `parquetBroken` or `parquetPacked`, `too_large` `unpackedTooLarge`
 */
export function openParquet(path: string, maxBytes: number) {
  const { size } = statSync(path)
  let read = 0
  async function* lines(): AsyncGenerator<Uint8Array> {
    let length = 0
    for (let from = 0, total = 1; from < total; ) {
      const answer = await readRows({ path, from })
      if (answer.next <= from && from < answer.total) throw new AppError('invalid', 'parquetBroken')
      for (let at = 0; at < answer.lines.length; at += chunkBytes)
        yield answer.lines.subarray(at, at + chunkBytes)
      from = answer.next
      total = answer.total
      read = total === 0 ? size : Math.floor((size * from) / total)
      length += answer.lines.length
      if (length > maxBytes)
        throw new AppError('too_large', 'unpackedTooLarge', { params: { bytes: maxBytes } })
    }
    read = size
  }
  return { read: () => read, chunks: lines() }
}

async function readRows(job: Job): Promise<Answer> {
  shared.finecutParquet ??= createThread('lib/formats/parquet-worker.mjs')
  try {
    return await shared.finecutParquet.ask(job, 'later')
  } catch (error) {
    const codec = /unsupported compression codec: (\w+)/.exec(
      error instanceof Error ? error.message : '',
    )?.[1]
    if (codec) throw new AppError('invalid', 'parquetPacked', { params: { codec } })
    throw new AppError('invalid', 'parquetBroken')
  }
}
