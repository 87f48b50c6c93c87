import 'server-only'
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { conversationOf } from '@/lib/conversations/kind'
import { inOrder, keyOf, type Row, type Store, type Table } from '@/lib/db/store/store'
import { pairsOf } from '@/lib/examples/row'
import { AppError } from '@/lib/result/app-error'

export type CopiedTable = { table: string; rows: number; sha256: string }
export type Watch = {
  onProgress?: (table: string, rows: number) => void
  /** Aborting it leaves the target as it was. */
  signal?: AbortSignal
}

/**
 * All rows of one studio into another that is empty, or none. Counts and hashes of what was read on one side and on the
 * other are compared before it is kept.
 * @throws AppError `conflict` `copyTargetNotEmpty`, `internal` `copyDiffers`, `unavailable` `stopped`
 */
export async function copyRows(source: Store, target: Store, watch: Watch = {}): Promise<CopiedTable[]> {
  const tables = inOrder(await target.tables())
  requireSameTables(tables, await source.tables())
  for (const table of tables)
    if ((await target.read(table, null, 1)).length > 0)
      throw new AppError('conflict', 'copyTargetNotEmpty', { params: { table: table.name } })

  const copied: CopiedTable[] = []
  for (const table of tables) copied.push(await copyTable(source, target, table, watch))
  await target.resetSequences()
  for (const wanted of copied) {
    const found = await hashTable(target, tables.find(({ name }) => name === wanted.table)!, watch.signal)
    if (found.rows !== wanted.rows || found.sha256 !== wanted.sha256)
      throw new AppError('internal', 'copyDiffers', { params: { table: wanted.table } })
  }
  const examples = copied.find(({ table }) => table === 'Example')?.rows ?? 0
  if ((await target.countPairs()) !== examples)
    throw new AppError('internal', 'copyDiffers', { params: { table: 'ExampleSearch' } })
  await target.commit()
  return copied
}

function requireSameTables(these: Table[], those: Table[]): void {
  const shapeOf = (tables: Table[]) =>
    inOrder(tables)
      .map(({ name, columns }) => `${name}: ${columns.map((column) => column.name).join(' ')}`)
      .sort()
      .join('\n')
  if (shapeOf(these) !== shapeOf(those)) throw new Error('the two databases have different tables')
}

// texts may be long: fewer of them at once
const rowsAtOnce = (table: Table) =>
  table.columns.some(({ name }) => name === 'text' || name === 'data') ? 50 : 500

async function* eachBatch(store: Store, table: Table, signal?: AbortSignal): AsyncGenerator<Row[]> {
  const limit = rowsAtOnce(table)
  let after: Row | null = null
  while (true) {
    if (signal?.aborted) throw new AppError('unavailable', 'stopped')
    // a SQLite file answers at once: the server's other callers have their turn in between
    await setImmediate()
    const rows: Row[] = await store.read(table, after, limit)
    if (rows.length > 0) yield rows
    if (rows.length < limit) return
    after = keyOf(table, rows.at(-1)!)
  }
}

async function copyTable(source: Store, target: Store, table: Table, watch: Watch): Promise<CopiedTable> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const batch of eachBatch(source, table, watch.signal)) {
    for (const row of batch) hash.update(`${JSON.stringify(row)}\n`)
    await target.insert(table, batch)
    if (table.name === 'Example') await target.insertPairs(batch.map((row) => pairsOfRow(table, row)))
    rows += batch.length
    watch.onProgress?.(table.name, rows)
  }
  return { table: table.name, rows, sha256: hash.digest('hex') }
}

async function hashTable(store: Store, table: Table, signal?: AbortSignal) {
  const hash = createHash('sha256')
  let rows = 0
  for await (const batch of eachBatch(store, table, signal)) {
    for (const row of batch) hash.update(`${JSON.stringify(row)}\n`)
    rows += batch.length
  }
  return { rows, sha256: hash.digest('hex') }
}

/** SQLite's search table can't be read back: the pairs are made anew from the text. */
function pairsOfRow(table: Table, row: Row): [number, string] {
  const cell = (name: string) => row[table.columns.findIndex((column) => column.name === name)]
  return [Number(cell('id')), pairsOf(conversationOf(String(cell('text'))))]
}
