import 'server-only'
import { type Cell, updateRows } from '@/lib/db/bulk'
import { dialect, joinSql, raw, type Sql, type SqlParam, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { type WordTable, wordTables } from '@/lib/purge/columns'
import type { Needle } from '@/lib/purge/needle'
import { purgeJson, purgeString } from '@/lib/purge/purge-json'
import { persist } from '../import/persist'
import type { PurgeStep } from './job'

const pageSize = 200

/** Every other table in which words of the dataset stand; how many rows of each held the text. */
export async function purgeTables(run: PurgeStep): Promise<Record<string, number>> {
  const rows: Record<string, number> = {}
  for (const table of wordTables) {
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
    const page: { rows: Row[]; held: number } = await persist(async (tx) => {
      const rows = await selectSql<Row>(tx, pageOf(spec, datasetId, after))
      const changed = rows.flatMap((row) => {
        const cells = columns.map((column) => purgeCell(row[column] as string | null, spec, column, needle))
        return cells.every((cell, i) => cell === row[columns[i]!])
          ? []
          : [[...keyOf(spec, row), ...cells] as Cell[]]
      })
      if (erases) await updateRows(tx, spec.table, spec.key, columns, changed)
      return { rows, held: changed.length }
    })
    held += page.held
    if (page.rows.length < pageSize) return held
    after = keyOf(spec, page.rows.at(-1)!)
  }
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
