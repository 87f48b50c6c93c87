import 'server-only'
import { JsonCutter } from './json-cutter'
import { LineSplitter, type RawLine } from './lines'
import { RowCutter, RowRecords } from './row-cutter'
import { RowGroups } from './row-groups'
import type { Plan, SourceRecord } from './schema'
import { holdsReplacement, Transcoder } from './transcode'
import { maxYamlBytes } from './yaml'
import { readYamlAside } from './yaml-thread'

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>
const pieceBytes = 1 << 15
const enters = { json: 'lists', 'json-object': 'lists of an object', 'json-list': 'nothing' } as const
type Pieces = AsyncGenerator<Iterable<SourceRecord>>

/**
 * Cuts unpacked bytes into records, as many at a time as a chunk holds. Of a file that is only begun (`whole` false)
 * the last record is left out, since it may be cut.
 */
export function cut(chunks: Chunks, plan: Plan, whole = true): Pieces {
  switch (plan.container) {
    case 'jsonl':
      return cutBytes(chunks, plan, whole, new LineSplitter())
    case 'json':
    case 'json-object':
    case 'json-list':
      return cutBytes(chunks, plan, whole, new JsonCutter(enters[plan.container]))
    case 'table':
      return plan.mapping?.mode === 'grouped' ? cutGroups(chunks, plan, whole) : cutRows(chunks, plan, whole)
    case 'yaml':
      return cutYaml(chunks, plan)
  }
}

async function* cutBytes(
  chunks: Chunks,
  { encoding }: Plan,
  whole: boolean,
  splitter: LineSplitter | JsonCutter,
): Pieces {
  const transcoder = new Transcoder(encoding)
  // bytes that are no UTF-8 are the reader's to refuse; of other encodings only U+FFFD is left of them
  const isDamaged = (bytes: Uint8Array) =>
    encoding !== 'utf-8' && transcoder.damaged && holdsReplacement(bytes)
  function* records(lines: Iterable<RawLine>): Generator<SourceRecord> {
    for (const { line, bytes } of lines) yield { line, bytes, damaged: isDamaged(bytes) }
  }
  for await (const chunk of chunks) yield records(splitter.push(transcoder.push(chunk)))
  if (!whole) return
  yield records(splitter.push(transcoder.end()))
  yield records(splitter.end())
}

async function* cutRows(chunks: Chunks, { encoding, table }: Plan, whole: boolean): Pieces {
  const transcoder = new Transcoder(encoding, true)
  const cutter = new RowCutter(table!)
  const rows = new RowRecords(table!)
  // in small pieces: between them others get their turn
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      const piece = transcoder.push(chunk.subarray(at, at + pieceBytes))
      yield rows.read(cutter.push(piece), transcoder.damaged)
    }
  if (!whole) return
  yield rows.read(cutter.push(transcoder.end()), transcoder.damaged)
  yield rows.read(await cutter.end(), transcoder.damaged)
  const refused = cutter.refusal()
  if (refused) {
    const { line, ...refusal } = refused
    yield [{ line, refusal, excerpt: '' }]
  }
}

async function* cutGroups(chunks: Chunks, plan: Plan, whole: boolean): Pieces {
  if (plan.mapping?.mode !== 'grouped') return
  const groups = new RowGroups(plan.mapping)
  function* gather(records: Iterable<SourceRecord>): Generator<SourceRecord> {
    for (const record of records) yield* groups.push(record)
  }
  for await (const records of cutRows(chunks, plan, whole)) yield gather(records)
  yield groups.end(whole)
}

async function* cutYaml(chunks: Chunks, { encoding }: Plan): Pieces {
  const transcoder = new Transcoder(encoding, true)
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    // read to its end all the same: the counts of bytes are those of the file
    if (length <= maxYamlBytes) pieces.push(Uint8Array.prototype.slice.call(transcoder.push(chunk)))
  }
  pieces.push(transcoder.end())
  const text = new TextDecoder().decode(Buffer.concat(pieces))
  if (text.trim() === '') return
  const refuse = (refusal: Extract<SourceRecord, { refusal: unknown }>['refusal']): SourceRecord[] => [
    { line: 1, refusal, excerpt: text.slice(0, 400) },
  ]
  if (length > maxYamlBytes)
    yield refuse({ ok: false, code: 'yaml-too-large', params: { kilobytes: maxYamlBytes / 1024 } })
  else if (transcoder.damaged) yield refuse({ ok: false, code: 'wrong-encoding', params: { encoding } })
  else yield* readYamlAside(text)
}
