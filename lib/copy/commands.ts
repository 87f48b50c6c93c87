import 'server-only'
import { createHash } from 'node:crypto'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { conversationOf } from '@/lib/conversations/kind'
import { engineOf } from '@/lib/db/engine'
import { mapDatabaseError } from '@/lib/db/errors'
import { lockFile } from '@/lib/db/lock'
import { migrate } from '@/lib/db/migrate'
import { findOpen, listMigrations } from '@/lib/db/migrations'
import { databaseFile } from '@/lib/db/paths'
import { openPostgresqlStore } from '@/lib/db/store/postgresql'
import { openSqliteStore } from '@/lib/db/store/sqlite'
import { inOrder, keyOf, type Row, type Store, type Table } from '@/lib/db/store/store'
import { pairsOf } from '@/lib/examples/row'
import { AppError } from '@/lib/result/app-error'

export type CopiedTable = { table: string; rows: number; sha256: string }
export type Copy = {
  from: string
  to: string
  onProgress?: (table: string, rows: number) => void
  /** Aborting it leaves the target as it was. */
  signal?: AbortSignal
}

/**
 * Copies a whole studio into an empty database of either engine, which is migrated first: all of it or nothing. Counts
 * and hashes of what was read on one side and on the other are compared before it is kept.
 * @throws AppError `conflict` `copyTargetNotEmpty`, `invalid` `copySourceOld`, `unavailable` `copyInUse`,
 * `internal` `copyDiffers` (nothing is kept)
 */
export async function copyStudio(
  actor: Actor,
  { from, to, onProgress, signal }: Copy,
): Promise<CopiedTable[]> {
  authoriseStudio(actor, 'back up the studio')
  if (actor.kind !== 'local') throw new AppError('forbidden')
  if (from === to) throw new AppError('invalid', 'copyIntoItself')
  const opened: (() => Promise<void>)[] = []
  const open = async (url: string): Promise<Store> => {
    const store = await openStore(url, opened)
    opened.push(store.close)
    return store
  }
  try {
    const source = await open(from)
    requireCurrent(await source.migrations(), from)
    await migrate(to)
    const target = await open(to)
    const tables = inOrder(await target.tables())
    requireSameTables(tables, await source.tables())
    for (const table of tables)
      if ((await target.read(table, null, 1)).length > 0)
        throw new AppError('conflict', 'copyTargetNotEmpty', { params: { table: table.name } })

    const copied: CopiedTable[] = []
    for (const table of tables) copied.push(await copyTable(source, target, table, { onProgress, signal }))
    await target.resetSequences()
    for (const wanted of copied) {
      const found = await hashTable(target, tables.find(({ name }) => name === wanted.table)!, signal)
      if (found.rows !== wanted.rows || found.sha256 !== wanted.sha256)
        throw new AppError('internal', 'copyDiffers', { params: { table: wanted.table } })
    }
    const examples = copied.find(({ table }) => table === 'Example')?.rows ?? 0
    if ((await target.countPairs()) !== examples)
      throw new AppError('internal', 'copyDiffers', { params: { table: 'ExampleSearch' } })
    await target.commit()
    return copied
  } catch (error) {
    throw mapDatabaseError(error)
  } finally {
    for (const close of opened.reverse()) await close().catch(() => {})
  }
}

async function openStore(url: string, opened: (() => Promise<void>)[]): Promise<Store> {
  if (engineOf(url) === 'postgresql') return openPostgresqlStore(url)
  const file = databaseFile(url)
  const release = lockFile(file)
  if (!release) throw new AppError('unavailable', 'copyInUse')
  opened.push(async () => release())
  return openSqliteStore(file)
}

function requireCurrent(applied: { name: string; checksum: string }[], url: string): void {
  if (findOpen(listMigrations(engineOf(url)), applied).length > 0)
    throw new AppError('invalid', 'copySourceOld')
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
const rowsAtOnce = (table: Table) => (table.columns.some(({ name }) => name === 'text') ? 50 : 500)

type Watch = Pick<Copy, 'onProgress' | 'signal'>

async function* eachBatch(store: Store, table: Table, signal?: AbortSignal): AsyncGenerator<Row[]> {
  const limit = rowsAtOnce(table)
  let after: Row | null = null
  while (true) {
    if (signal?.aborted) throw new AppError('unavailable', 'stopped')
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
