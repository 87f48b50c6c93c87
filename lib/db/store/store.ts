export type Kind = 'text' | 'int' | 'long' | 'bool' | 'time' | 'float'
export type Column = { name: string; kind: Kind }
/** A table with its columns, sorted by name, its key in order, and the tables its rows refer to. */
export type Table = { name: string; columns: Column[]; key: string[]; refers: string[] }
/** The same on both engines: times as ISO text, 64-bit numbers as text. */
export type Value = string | number | boolean | null
export type Row = Value[]

/** A database seen as tables of rows, for copying it whole. Everything happens in one transaction. */
export type Store = {
  migrations(): Promise<{ name: string; checksum: string }[]>
  tables(): Promise<Table[]>
  /** Rows in the order of the key, behind `after`. */
  read(table: Table, after: Row | null, limit: number): Promise<Row[]>
  insert(table: Table, rows: Row[]): Promise<void>
  /** Search rows: pairs by example. */
  insertPairs(rows: [exampleId: number, pairs: string][]): Promise<void>
  countPairs(): Promise<number>
  /** New rows get ids behind those that are there. */
  resetSequences(): Promise<void>
  commit(): Promise<void>
  /** Ends the connection; what was not committed is gone. */
  close(): Promise<void>
}

/**
 * What makes up for its own rows: triggers and the next look fill the counters, see docs/decisions/0005-counters.md; a
 * copy makes every search row, so that none is due.
 */
const derived = new Set([
  'CheckDue',
  'CheckDueRange',
  'CheckTurn',
  'CountDue',
  'ExampleProfile',
  'ProfileCount',
  'SearchDue',
])
/** What belongs to running processes, not to the studio. */
const passing = new Set(['Job'])

export const isCopied = (table: string): boolean =>
  !derived.has(table) && !passing.has(table) && !/^(ExampleSearch|sqlite_|FinecutMigration)/.test(table)

/** Tables in an order in which none comes before one that it refers to. */
export function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const place = (table: Table) => {
    if (ordered.includes(table)) return
    for (const name of table.refers) {
      const other = tables.find((one) => one.name === name)
      if (other && other !== table) place(other)
    }
    ordered.push(table)
  }
  for (const table of [...tables].sort((a, b) => (a.name < b.name ? -1 : 1))) place(table)
  return ordered
}

/** Values of the key, as `read` goes on from. */
export const keyOf = (table: Table, row: Row): Row =>
  table.key.map((name) => row[table.columns.findIndex((column) => column.name === name)]!)
