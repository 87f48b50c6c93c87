import 'server-only'
import type pg from 'pg'
import type { Cell } from './ticket'

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A cell as COPY reads it: 0 and 1 are booleans where the column holds some. */
function written(cell: Cell): string {
  if (cell === null) return '\\N'
  return typeof cell === 'string' ? cell.replace(/[\\\t\n\r]/g, (c) => escapes[c]!) : String(cell)
}

/**
 * Runs `COPY … FROM STDIN` with these rows; how many it stored. The server takes about half the time that it needs for
 * them as JSON.
 * @throws what the database says of a row, none being stored then.
 */
export function copyMany(client: pg.ClientBase, copy: string, rows: readonly Cell[][]): Promise<number> {
  const lines = Buffer.from(rows.map((row) => `${row.map(written).join('\t')}\n`).join(''))
  return new Promise((resolve, reject) => {
    const ignored = () => {}
    client.query({
      submit: (connection: pg.Connection) => connection.query(copy),
      handleCopyInResponse: (connection: CopyConnection) => {
        connection.sendCopyFromChunk(lines)
        connection.endCopyFrom()
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(rows.length),
      handleCommandComplete: ignored,
      handleEmptyQuery: ignored,
      handleRowDescription: ignored,
      handleDataRow: ignored,
      handlePortalSuspended: ignored,
    } as pg.Submittable)
  })
}

type CopyConnection = { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }
