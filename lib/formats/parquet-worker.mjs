// Runs in a worker thread: a file that is made to be hard to read costs this thread alone.
import { open } from 'node:fs/promises'
import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib'
import { parquetMetadataAsync, parquetReadObjects, snappyUncompress } from 'hyparquet'
import { answerJobs } from '../threads/answer.mjs'

const windowBytes = 16 << 20
const mostRows = 20_000
const mostPageBytes = 256 << 20

const limited = (work) => (input, length) => {
  if (length > mostPageBytes) throw new Error('A page is too large')
  return work(input, length)
}
// zstd is no part of Node 20: what is not named here is refused by its name
const compressors = {
  SNAPPY: limited((input, length) => {
    const output = new Uint8Array(length)
    snappyUncompress(input, output)
    return output
  }),
  GZIP: limited((input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) })),
  BROTLI: limited((input, length) =>
    brotliDecompressSync(input, {
      maxOutputLength: Math.max(1, length),
      params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 0 },
    }),
  ),
}

/** A value of a column as JSON; null for what JSON has no word for. Empty fields of a struct say nothing and go. */
function plain(value) {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (ArrayBuffer.isView(value)) return null
  if (Array.isArray(value)) return value.map(plain)
  const fields = Object.entries(value).flatMap(([key, one]) => {
    const field = plain(one)
    return field === null ? [] : [[key, field]]
  })
  return Object.fromEntries(fields)
}

function rowsAt(metadata, from) {
  let first = 0
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows)
    if (from < first + rows) {
      const window = Math.floor((windowBytes * rows) / Math.max(1, Number(group.total_byte_size)))
      return Math.min(first + rows, from + Math.min(mostRows, Math.max(1, window)))
    }
    first += rows
  }
  return from
}

answerJobs(async ({ path, from }) => {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const file = {
      byteLength: size,
      slice: async (start, end = size) => {
        const bytes = Buffer.alloc(end - start)
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
        if (bytesRead < bytes.length) throw new Error('The file is cut short')
        return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
      },
    }
    const metadata = await parquetMetadataAsync(file)
    const total = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0)
    if (!Number.isSafeInteger(total)) throw new Error('The file counts no rows')
    const next = rowsAt(metadata, from)
    const rows =
      next > from
        ? await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: next })
        : []
    if (rows.length < next - from) throw new Error('The file has fewer rows than it says')
    const lines = rows.map((row) => `${JSON.stringify(plain(row))}\n`)
    return { lines: new TextEncoder().encode(lines.join('')), next, total }
  } finally {
    await handle.close()
  }
})
