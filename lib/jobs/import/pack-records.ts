import type { SourceRecord } from '@/lib/formats/schema'

/** Records on their way to a thread: the bytes of all in one piece, `to` being where those of a record end. */
export type Packed = {
  bytes: Uint8Array
  records: ({ line: number; damaged?: boolean; to: number } | Exclude<SourceRecord, { bytes: Uint8Array }>)[]
}

// a record's bytes are part of a chunk of the file, and a thread would be sent the whole chunk for each of them
export function packRecords(records: readonly SourceRecord[]): Packed {
  const length = records.reduce((sum, record) => sum + ('bytes' in record ? record.bytes.length : 0), 0)
  const bytes = new Uint8Array(length)
  let to = 0
  return {
    bytes,
    records: records.map((record) => {
      if (!('bytes' in record)) return record
      bytes.set(record.bytes, to)
      to += record.bytes.length
      return { line: record.line, damaged: record.damaged, to }
    }),
  }
}

export function unpackRecords({ bytes, records }: Packed): SourceRecord[] {
  let from = 0
  return records.map((record) => {
    if (!('to' in record)) return record
    const { to, ...rest } = record
    const own = { ...rest, bytes: bytes.subarray(from, to) }
    from = to
    return own
  })
}
