import 'server-only'
import pg from 'pg'
import type { CellKind } from './rows'
import type { Sql } from './sql'

type Cell = number | string | Buffer | boolean | null

// signature, flags and the length of an extension that no version has: "Binary Format" of COPY in PostgreSQL's manual
const headBytes = 11 + 4 + 4
const end = -1

/**
 * The rows of a select by `COPY … TO STDOUT`: the driver makes a string of each cell it reads, which takes longer than
 * all else where the cells are long texts. `cells` says what its columns are.
 * @throws what the database says of the select
 */
export function copyOut(client: pg.ClientBase, select: Sql, cells: readonly CellKind[]): Promise<Cell[][]> {
  const copy = `COPY (${inline(select)}) TO STDOUT (FORMAT binary)`
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    const ignored = () => {}
    client.query({
      submit: (connection: pg.Connection) => connection.query(copy),
      // the driver reads the next ones into the same memory
      handleCopyData: ({ chunk }: { chunk: Buffer }) => chunks.push(Buffer.from(chunk)),
      handleError: reject,
      handleReadyForQuery: () => {
        try {
          resolve(rowsOf(Buffer.concat(chunks), cells))
        } catch (error) {
          reject(error)
        }
      },
      handleCommandComplete: ignored,
      handleEmptyQuery: ignored,
      handleRowDescription: ignored,
      handleDataRow: ignored,
      handlePortalSuspended: ignored,
    } as pg.Submittable)
  })
}

/** COPY takes no parameters: they stand in its text. */
function inline({ texts, params }: Sql): string {
  const written = params.map((param) => {
    if (typeof param === 'number') return `(${param})`
    if (param.includes('\u0000')) throw new TypeError('PostgreSQL keeps no text with NUL')
    return pg.escapeLiteral(param)
  })
  return texts.map((text, i) => (i === 0 ? text : written[i - 1]! + text)).join('')
}

function rowsOf(bytes: Buffer, cells: readonly CellKind[]): Cell[][] {
  const rows: Cell[][] = []
  for (let at = headBytes; bytes.readInt16BE(at) !== end; ) {
    at += 2
    rows.push(
      cells.map((kind) => {
        const length = bytes.readInt32BE(at)
        at += 4
        if (length < 0) return null
        const cell = bytes.subarray(at, at + length)
        at += length
        return cellOf(cell, kind)
      }),
    )
  }
  return rows
}

function cellOf(cell: Buffer, kind: CellKind): Cell {
  switch (kind) {
    case 'bytes':
      return cell
    case 'text':
      return cell.toString()
    case 'boolean':
      return cell[0] === 1
    case 'number':
      return cell.length === 8 ? Number(cell.readBigInt64BE()) : cell.readIntBE(0, cell.length)
  }
}
