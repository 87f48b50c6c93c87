import 'server-only'
import { type CsvError, parse } from 'csv-parse'
import { maxLineBytes, type Rejection } from '@/lib/conversations/schema'
import { isBlankRow, isSeparatorRow, rowOf } from './columns'
import type { SourceRecord, Table } from './schema'

const excerptLength = 400

export type Cells = { line: number; cells: string[] }

/** Cuts a stream of UTF-8 into rows of a table, and gives the row that never ends as a refusal. */
export class RowCutter {
  private rows: Cells[] = []
  private failure: CsvError | null = null
  private endLine = 0
  private readonly parser

  constructor({ delimiter, quote }: Pick<Table, 'delimiter' | 'quote'>) {
    this.parser = parse({
      delimiter,
      quote: quote ? '"' : null,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: maxLineBytes,
      // taken here and not from the stream, which loses rows when it fails
      on_record: (cells: string[], { lines }) => {
        this.rows.push({ line: this.endLine + 1, cells })
        this.endLine = lines
        return null
      },
    })
    this.parser.on('error', (error) => {
      this.failure = error as CsvError
    })
    this.parser.resume()
  }

  push(chunk: Uint8Array): Cells[] {
    if (!this.failure && chunk.length > 0) this.parser.write(chunk)
    return this.take()
  }

  end(): Promise<Cells[]> {
    return new Promise((done) => {
      if (this.failure) return done([])
      this.parser.once('close', () => done(this.take()))
      this.parser.end()
    })
  }

  /** Why nothing more can be cut: a quote that isn't closed. Ask once the file is at its end. */
  refusal(): (Rejection & { line: number }) | null {
    if (!this.failure) return null
    const line = this.endLine + 1
    return { ok: false, code: 'row-not-closed', params: { megabytes: maxLineBytes / 1024 / 1024 }, line }
  }

  private take(): Cells[] {
    const { rows } = this
    this.rows = []
    return rows
  }
}

/** Rows as records; blank ones and the header are passed over. */
export class RowRecords {
  private headerWaits: boolean

  constructor(private readonly table: Table) {
    this.headerWaits = table.header
  }

  *read(rows: Cells[], isDamaged: boolean): Generator<SourceRecord> {
    for (const { line, cells } of rows) {
      if (isBlankRow(cells) || isSeparatorRow(line, cells)) continue
      if (this.headerWaits) {
        this.headerWaits = false
        continue
      }
      const damaged = isDamaged && cells.some((cell) => cell.includes('\ufffd'))
      yield { line, value: rowOf(cells, this.table.columns), excerpt: excerptOf(cells, this.table), damaged }
    }
  }
}

function excerptOf(cells: string[], { delimiter }: Table): string {
  let text = ''
  for (const cell of cells) {
    if (text.length > excerptLength) break
    text += `${text === '' ? '' : delimiter}${cell.slice(0, excerptLength)}`
  }
  return text
}
