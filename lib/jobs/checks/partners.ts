import 'server-only'
import type { OwnEntry, Partner } from '@/lib/checks/check-job'
import type { CheckId } from '@/lib/checks/words'
import type { Tx } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'

/** Of all that share a key, each is held against so many others. */
const mostPartners = 50

export type StoredEntry = Partner & { exampleId: number }
type Row = {
  exampleId: number | bigint
  number: number | bigint
  checkId: string
  key: string
  messageIndex: number | bigint
  facts: string
}
const toEntry = (row: Row): StoredEntry => ({
  exampleId: Number(row.exampleId),
  number: Number(row.number),
  check: row.checkId as CheckId,
  key: row.key,
  messageIndex: Number(row.messageIndex),
  facts: row.facts,
})

const nameOf = ({ check, key }: Pick<OwnEntry, 'check' | 'key'>) => `${check} ${key}`

/** Entries by check and key, of the first examples that have each of these keys. */
export async function findByKeys(
  tx: Tx,
  datasetId: string,
  wanted: readonly Pick<OwnEntry, 'check' | 'key'>[],
): Promise<Map<string, StoredEntry[]>> {
  const found = new Map<string, StoredEntry[]>()
  for (const check of new Set(wanted.map((one) => one.check))) {
    const keys = [...new Set(wanted.filter((one) => one.check === check).map(({ key }) => key))]
    for (let at = 0; at < keys.length; at += 500) {
      const rows = await selectSql<Row>(tx, entriesSql(datasetId, check, keys.slice(at, at + 500)))
      for (const entry of rows.map(toEntry))
        found.set(nameOf(entry), [...(found.get(nameOf(entry)) ?? []), entry])
    }
  }
  return found
}

// how far the first ones of a key go is asked of the index: a key that everything has is not read whole
const entriesSql = (datasetId: string, check: CheckId, keys: string[]) =>
  sql`SELECT c."exampleId", c."number", c."checkId", c."key", c."messageIndex", c."facts"
    FROM ${dialect.listOf(keys)} j CROSS JOIN "CheckEntry" c
    WHERE c."datasetId" = ${datasetId} AND c."checkId" = ${check} AND c."key" = j."value"
      AND c."exampleId" <= (SELECT max(m."exampleId") FROM (SELECT x."exampleId" FROM "CheckEntry" x
        WHERE x."datasetId" = ${datasetId} AND x."checkId" = ${check} AND x."key" = j."value"
        ORDER BY x."exampleId" LIMIT ${mostPartners + 1}) m)`

/** Of these stored entries, those that an example is held against. */
export function partnersOf(
  found: ReadonlyMap<string, StoredEntry[]>,
  exampleId: number,
  entries: readonly OwnEntry[],
): StoredEntry[] {
  return [...new Set(entries.map(nameOf))].flatMap((name) => {
    const others = (found.get(name) ?? []).filter((entry) => entry.exampleId !== exampleId)
    const ids = [...new Set(others.map((entry) => entry.exampleId))].sort((a, b) => a - b)
    const first = new Set(ids.slice(0, mostPartners))
    return others.filter((entry) => first.has(entry.exampleId))
  })
}

/** The same with the fresh entries of some examples in the place of those that are stored of them. */
export function withFresh(
  found: ReadonlyMap<string, StoredEntry[]>,
  fresh: readonly { exampleId: number; number: number; entries: readonly OwnEntry[] }[],
): Map<string, StoredEntry[]> {
  const own = new Set(fresh.map(({ exampleId }) => exampleId))
  const all = new Map([...found].map(([name, rows]) => [name, rows.filter((row) => !own.has(row.exampleId))]))
  for (const { exampleId, number, entries } of fresh)
    for (const entry of entries)
      all.set(nameOf(entry), [...(all.get(nameOf(entry)) ?? []), { ...entry, exampleId, number }])
  return all
}

/** Stored entries of these examples. */
export async function entriesOf(tx: Tx, exampleIds: readonly number[]): Promise<Map<number, OwnEntry[]>> {
  const rows = await selectSql<Row>(
    tx,
    sql`SELECT c."exampleId", c."number", c."checkId", c."key", c."messageIndex", c."facts" FROM "CheckEntry" c
      WHERE ${dialect.isOneOf('c."exampleId"', exampleIds)} ORDER BY c."exampleId", c."checkId", c."place"`,
  )
  const found = new Map<number, OwnEntry[]>()
  for (const { exampleId, number: _, ...entry } of rows.map(toEntry))
    found.set(exampleId, [...(found.get(exampleId) ?? []), entry])
  return found
}

/** Entries that one list has and the other has not. */
export function changedEntries(before: readonly OwnEntry[], after: readonly OwnEntry[]): OwnEntry[] {
  const textOf = ({ check, key, messageIndex, facts }: OwnEntry) =>
    JSON.stringify([check, key, messageIndex, facts])
  const [had, has] = [new Set(before.map(textOf)), new Set(after.map(textOf))]
  return [
    ...before.filter((entry) => !has.has(textOf(entry))),
    ...after.filter((entry) => !had.has(textOf(entry))),
  ]
}
