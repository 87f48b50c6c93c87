import 'server-only'
import { isBlankRow, isSeparatorRow, nameColumns } from './columns'
import { looksLikeHeader } from './guess-mapping'
import { RowCutter } from './row-cutter'
import { type Delimiter, delimiters, type ReadOptions, type Table } from './schema'

const sampled = 1 << 16
// several: the parser looks some bytes ahead
const lineBreaks = new Uint8Array(16).fill(10)

type Shape = { rows: number; columns: number; share: number; first: string[] }

/** How many columns most of the first rows have, and how many rows have just so many. */
function shapeOf(bytes: Uint8Array, delimiter: Delimiter, quote: boolean): Shape {
  const cutter = new RowCutter({ delimiter, quote })
  const rows = cutter.push(bytes.subarray(0, sampled))
  // the last row of a short file may lack its line break
  if (bytes.length <= sampled) rows.push(...cutter.push(lineBreaks))
  const filled = rows
    .filter(({ line, cells }) => !isBlankRow(cells) && !isSeparatorRow(line, cells))
    .map(({ cells }) => cells)
  const counts = new Map<number, number>()
  for (const { length } of filled) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [columns, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return {
    rows: filled.length,
    columns,
    share: filled.length === 0 ? 0 : times / filled.length,
    first: filled[0] ?? [],
  }
}

/** How a table is written, from UTF-8 of its beginning; `sure` from 0 to 1 that it is one at all. */
export function detectTable(bytes: Uint8Array, asked: ReadOptions): { table: Table; sure: number } {
  const tried = (asked.delimiter ? [asked.delimiter] : delimiters).map((delimiter) => ({
    delimiter,
    ...shapeOf(bytes, delimiter, asked.quote ?? true),
  }))
  const best = tried.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a))
  const header = asked.header ?? looksLikeHeader(best.first)
  const columns = nameColumns(header ? best.first : best.first.map(() => ''))
  const { delimiter } = best
  const quote = asked.quote ?? !swallowsRows(bytes, delimiter)
  return {
    table: { delimiter, quote, header, columns },
    sure: best.columns > 1 && best.rows > 1 ? best.share : 0,
  }
}

const scoreOf = ({ columns, share }: Shape) => (columns > 1 ? share : share / 10)

/** Whether quotes, read as such, make one row of what are several of the same width. */
function swallowsRows(bytes: Uint8Array, delimiter: Delimiter): boolean {
  const [quoted, plain] = [shapeOf(bytes, delimiter, true), shapeOf(bytes, delimiter, false)]
  return plain.columns > 1 && plain.share > 0.95 && quoted.rows < plain.rows * 0.7
}
