// Runs in a worker thread of its own for each file: one that is made to be hard to read costs this thread alone.
import { open } from 'node:fs/promises'
import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib'
import { parquetMetadataAsync, parquetReadObjects, snappyUncompress } from 'hyparquet'
import { answerJobs } from '../threads/answer.mjs'

const answerBytes = 16 << 20
// nested columns are unpacked a group of rows at a time, whatever is asked for
const mostGroupBytes = 256 << 20
const mostValues = 20_000_000
const mostFooterBytes = 64 << 20

const tooLarge = () => new Error('A group of rows is too large')

let unpacked = 0
const limited = (work) => (input, length) => {
  unpacked += length
  if (unpacked > mostGroupBytes) throw tooLarge()
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

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Bytes that no column calls text: text all the same, or nothing that JSON has a word for, such as a picture. */
function textOf(bytes) {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
const parsers = {
  // a number that doubles can't hold stays in its text
  jsonFromBytes: (bytes) => {
    const text = bytes && textOf(bytes)
    return typeof text === 'string' && !/\d{16}/.test(text) ? JSON.parse(text) : text
  },
}

/** A value of a column as JSON; null for what JSON has no word for. Empty fields of a struct say nothing and go. */
function plain(value) {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return textOf(value)
  if (ArrayBuffer.isView(value)) return null
  if (Array.isArray(value)) return value.map(plain)
  const fields = Object.entries(value).flatMap(([key, one]) => {
    const field = plain(one)
    return field === null ? [] : [[key, field]]
  })
  return Object.fromEntries(fields)
}

async function openTable(path) {
  const handle = await open(path)
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
  const foot = new DataView(await file.slice(Math.max(0, size - 8), size))
  if (foot.getUint32(0, true) > mostFooterBytes) throw new Error('The footer is too large')
  const metadata = await parquetMetadataAsync(file)
  let from = 0
  const groups = metadata.row_groups.map((group) => {
    const rows = Number(group.num_rows)
    const own = { group, from, to: from + rows }
    from += rows
    return own
  })
  if (!Number.isSafeInteger(from)) throw new Error('The file counts no rows')
  return { file, metadata, groups, total: from, at: 0, held: null }
}

/** The rows of the group that holds this row, unpacked once for all that are asked for after it. */
async function groupAt(table, row) {
  const { groups, held } = table
  if (held && row >= held.from && row < held.to) return held
  table.held = null
  while (row >= groups[table.at].to || row < groups[table.at].from)
    table.at = row < groups[table.at].from ? 0 : table.at + 1
  const { group, from, to } = groups[table.at]
  const parts = group.columns.flatMap(({ meta_data }) => meta_data ?? [])
  const packed = parts.reduce((sum, part) => sum + Number(part.total_compressed_size), 0)
  const isLarge = packed > mostGroupBytes || Number(group.total_byte_size) > mostGroupBytes
  if (isLarge || parts.some((part) => Number(part.num_values) > mostValues)) throw tooLarge()
  unpacked = 0
  const { file, metadata } = table
  const options = { file, metadata, compressors, parsers, utf8: false }
  const rows = await parquetReadObjects({ ...options, rowStart: from, rowEnd: to })
  if (rows.length < to - from) throw new Error('The file has fewer rows than it says')
  table.held = { rows, from, to }
  return table.held
}

let table = null

answerJobs(async ({ path, from }) => {
  table ??= await openTable(path)
  const lines = []
  let bytes = 0
  let next = from
  // by what comes out: a text that all rows share is in the file once
  while (next < table.total && bytes < answerBytes) {
    const { rows, from: first, to } = await groupAt(table, next)
    for (; next < to && bytes < answerBytes; next++) {
      const line = Buffer.from(`${JSON.stringify(plain(rows[next - first]))}\n`)
      lines.push(line)
      bytes += line.length
    }
  }
  return { lines: new Uint8Array(Buffer.concat(lines)), next, total: table.total }
})
