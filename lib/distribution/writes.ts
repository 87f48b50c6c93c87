import 'server-only'
import { createHash } from 'node:crypto'
import { insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import { runSql, selectSql } from '@/lib/db/run'
import { takeTurn } from '@/lib/db/turn'
import { isCounted } from './counters'
import { sameTags } from './profile'
import { selectProfiles } from './profile-sql'

type Row = { exampleId: number; datasetId: string; status: string; trained: number; tags: string | null }

/**
 * Folds at most `limit` changes of a dataset into its counters; how many there were. Changes are only ever added to
 * what is due, so one that comes meanwhile is counted by the next fold.
 */
export async function foldCounters(tx: Tx, datasetId: string, limit: number): Promise<number> {
  await takeTurn(tx, `counters:${datasetId}`)
  const due = await selectSql<{ id: bigint; exampleId: number }>(
    tx,
    sql`SELECT "id", "exampleId" FROM "CountDue" WHERE "datasetId" = ${datasetId} ORDER BY "exampleId" LIMIT ${limit}`,
  )
  if (due.length === 0) return 0
  const ids = [...new Set(due.map(({ exampleId }) => exampleId))]
  const isOne = (column: string) => dialect.isOneOf(column, ids)
  const before = await selectSql<Row>(
    tx,
    sql`SELECT "exampleId", "datasetId", "status", "trained", "tags" FROM "ExampleProfile" WHERE ${isOne('"exampleId"')}`,
  )
  const now = await selectSql<Row>(tx, selectProfiles(sql`${isOne('e."id"')} AND ${isCounted}`))
  const after = now.map((row) => ({ ...row, tags: sameTags(row.tags ?? '') }))

  await addToCounters(tx, changesOf(before, after))
  if (before.length > 0) await runSql(tx, sql`DELETE FROM "ExampleProfile" WHERE ${isOne('"exampleId"')}`)
  await insertRows(
    tx,
    'ExampleProfile',
    ['exampleId', 'datasetId', 'status', 'trained', 'tags'],
    after.map((row) => [row.exampleId, row.datasetId, row.status, row.trained, row.tags]),
  )
  const dueIds = due.map(({ id }) => Number(id))
  await runSql(tx, sql`DELETE FROM "CountDue" WHERE ${dialect.isOneOf('"id"', dueIds)}`)
  return due.length
}

type Change = { key: [datasetId: string, status: string, trained: number, tags: string]; n: number }

function changesOf(before: Row[], after: Row[]): Change[] {
  const changes = new Map<string, Change>()
  const count = (row: Row, n: number) => {
    const key: Change['key'] = [row.datasetId, row.status, row.trained, row.tags ?? '']
    const text = JSON.stringify(key)
    changes.set(text, { key, n: (changes.get(text)?.n ?? 0) + n })
  }
  for (const row of before) count(row, -1)
  for (const row of after) count(row, 1)
  return [...changes.values()].filter(({ n }) => n !== 0)
}

const hashOf = (tags: string): string => createHash('sha256').update(tags).digest('base64url').slice(0, 22)

async function addToCounters(tx: Tx, changes: Change[]): Promise<void> {
  await insertRows(
    tx,
    'ProfileCount',
    ['datasetId', 'status', 'trained', 'tags', 'key', 'n'],
    changes.map(({ key, n }) => [...key, hashOf(key[3]), n]),
    'ON CONFLICT ("datasetId", "status", "trained", "key") DO UPDATE SET "n" = "ProfileCount"."n" + excluded."n"',
  )
  const datasetIds = [...new Set(changes.filter(({ n }) => n < 0).map(({ key }) => key[0]))]
  if (datasetIds.length > 0)
    await runSql(
      tx,
      sql`DELETE FROM "ProfileCount" WHERE ${dialect.isOneOf('"datasetId"', datasetIds)} AND "n" = 0`,
    )
}
