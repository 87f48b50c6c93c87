import type { SourceRecord } from './schema'

/** What to show of a record that isn't stored: its bytes, or how it looks. */
export const excerptSource = (record: SourceRecord): Uint8Array | string =>
  'bytes' in record ? record.bytes : record.excerpt
