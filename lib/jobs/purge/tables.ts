import 'server-only'
import { type Cell, updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, joinSql, raw, type Sql, type SqlParam, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { publish } from '@/lib/live/hub'
import { type WordTable, wordTables } from '@/lib/purge/columns'
import type { Needle } from '@/lib/purge/needle'
import { purgeJson, purgeString } from '@/lib/purge/purge-json'
import { revokeShares } from '@/lib/sharing/writes'
import { persist } from '../import/persist'
import type { PurgeStep } from './job'

const pageSize = 200

const linkTable = wordTables.find(({ table }) => table === 'ShareLink')!
// what follows from examples goes with them, and would not be counted any more
const beforeExamples = new Set(['ShareLink', 'Finding', 'FindingWaiver'])

/**
 * How many links, findings and what belongs to these hold the text. A link whose query does ends: without the words it
 * would show other examples.
 */
export const purgeBeforeExamples = (run: PurgeStep): Promise<Record<string, number>> =>
  purgeAll(
    run,
    wordTables.filter(({ table }) => beforeExamples.has(table)),
  )

/** Every table in which words of the dataset stand; how many rows of each held the text. */
export const purgeTables = (run: PurgeStep): Promise<Record<string, number>> => purgeAll(run, wordTables)

async function purgeAll(run: PurgeStep, tables: readonly WordTable[]): Promise<Record<string, number>> {
  const rows: Record<string, number> = {}
  for (const table of tables) {
    const held = await purgeTable(run, table)
    if (held > 0) rows[table.table] = held
    await run.look(0)
  }
  return rows
}

type Row = Record<string, SqlParam | bigint | null>

async function purgeTable({ erases, datasetId, needle }: PurgeStep, spec: WordTable): Promise<number> {
  const columns = [...spec.text, ...spec.json]
  let held = 0
  for (let after: SqlParam[] | null = null; ; ) {
    const page: { rows: Row[]; held: number; ended: string[] } = await persist(async (tx) => {
      const rows = await selectSql<Row>(tx, pageOf(spec, datasetId, after))
      const changed = rows.flatMap((row) => {
        const cells = columns.map((column) => purgeCell(row[column] as string | null, spec, column, needle))
        return cells.every((cell, i) => cell === row[columns[i]!])
          ? []
          : [[...keyOf(spec, row), ...cells] as Cell[]]
      })
      if (erases) await updateRows(tx, spec.table, spec.key, columns, changed)
      const ended = erases && spec === linkTable ? await endLinks(tx, datasetId, rows, needle) : []
      return { rows, held: changed.length, ended }
    })
    publish(page.ended.map((userId) => ({ type: 'access', userId })))
    held += page.held
    if (page.rows.length < pageSize) return held
    after = keyOf(spec, page.rows.at(-1)!)
  }
}

async function endLinks(tx: Tx, datasetId: string, rows: Row[], needle: Needle): Promise<string[]> {
  const ended: string[] = []
  for (const { id, query } of rows)
    if (purgeString(String(query), needle) !== query)
      ended.push(...(await revokeShares(tx, { id: String(id), datasetId })))
  return ended
}

const keyOf = ({ key }: WordTable, row: Row): SqlParam[] =>
  key.map((column) => (typeof row[column] === 'string' ? row[column] : Number(row[column])))

function purgeCell(cell: string | null, { json }: WordTable, column: string, needle: Needle): string | null {
  if (cell === null) return null
  return json.includes(column) ? (purgeJson(cell, needle) ?? cell) : purgeString(cell, needle)
}

function pageOf({ table, key, text, json, of }: WordTable, datasetId: string, after: SqlParam[] | null): Sql {
  const named = (columns: string[]) => raw(columns.map((column) => `"${column}"`).join(', '))
  const later = after
    ? sql` AND (${named(key)}) > (${joinSql(
        after.map((value) => sql`${value}`),
        ', ',
      )})`
    : raw('')
  return sql`SELECT ${named([...key, ...text, ...json])} FROM ${named([table])}
    WHERE ${rowsOf(of, datasetId)}${later} ORDER BY ${named(key)} LIMIT ${raw(String(pageSize))}${raw(dialect.lockRows)}`
}

function rowsOf(of: WordTable['of'], datasetId: string): Sql {
  if (of === 'everywhere') return raw('1 = 1')
  if (!('parent' in of)) return sql`${raw(`"${of.column}"`)} = ${datasetId}`
  return sql`${raw(`"${of.column}"`)} IN (SELECT "id" FROM ${raw(`"${of.parent}"`)} WHERE "datasetId" = ${datasetId})`
}
