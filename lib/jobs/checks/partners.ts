import 'server-only'
import type { Brought } from '@/lib/checks/check-job'
import type { Tx } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'

/** Of all that share a key with it, an example is held against the first ones; of several keys, against so many in all. */
const [mostOfKey, mostPartners] = [12, 24]

const keysAtOnce = 2_000

/** Ids of the first examples under each of these keys, in their order; of one that is found by itself alone, nothing. */
export async function findSharers(tx: Tx, keys: readonly number[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>()
  const wanted = [...new Set(keys)]
  for (let at = 0; at < wanted.length; at += keysAtOnce) {
    const rows = await selectSql<{ key: number | bigint; exampleId: number | bigint }>(
      tx,
      sharersSql(wanted.slice(at, at + keysAtOnce)),
    )
    for (const row of rows) {
      const [key, id] = [Number(row.key), Number(row.exampleId)]
      const ids = found.get(key)
      if (ids) ids.push(id)
      else found.set(key, [id])
    }
  }
  return found
}

// how far the first ones of a key go is asked of the index: a key that everything has is not read whole
const sharersSql = (keys: number[]) =>
  sql`SELECT k."key", k."exampleId" FROM ${dialect.numbersOf(keys)} j CROSS JOIN "CheckKey" k
    WHERE k."key" = j."value"
      AND (SELECT count(*) FROM (SELECT 1 FROM "CheckKey" y WHERE y."key" = j."value" LIMIT 2) two) > 1
      AND k."exampleId" <= (SELECT max(m."exampleId") FROM (SELECT x."exampleId" FROM "CheckKey" x
        WHERE x."key" = j."value" ORDER BY x."exampleId" LIMIT ${mostOfKey + 1}) m)
    ORDER BY k."key", k."exampleId"`

/** Those that an example is held against: who shares its first keys comes first. */
export function partnersOf(
  sharers: ReadonlyMap<number, readonly number[]>,
  exampleId: number,
  keys: readonly number[],
): number[] {
  const found = new Set<number>()
  for (const key of keys) {
    const others = (sharers.get(key) ?? []).filter((id) => id !== exampleId)
    for (const id of others.slice(0, mostOfKey)) if (found.size < mostPartners) found.add(id)
  }
  return [...found]
}

/** How often something was kept in a dataset of what examples bring. */
export async function broughtIn(tx: Tx, datasetId: string): Promise<number> {
  const row = await tx.checkTurn.findUnique({ where: { datasetId }, select: { brought: true } })
  return row?.brought ?? 0
}

export type StoredEntries = Brought & { number: number }

type Row = {
  exampleId: number | bigint
  number: number | bigint
  hash: string
  keys: string
  entries: string
}

/** What these examples bring, as it is kept. */
export async function entriesOf(tx: Tx, exampleIds: readonly number[]): Promise<Map<number, StoredEntries>> {
  if (exampleIds.length === 0) return new Map()
  const rows = await selectSql<Row>(
    tx,
    sql`SELECT c."exampleId", c."number", c."hash", c."keys", c."entries" FROM "CheckEntry" c
      WHERE ${dialect.isOneOf('c."exampleId"', exampleIds)}`,
  )
  return new Map(
    rows.map(({ exampleId, number, hash, keys, entries }) => [
      Number(exampleId),
      { number: Number(number), hash, keys: JSON.parse(keys) as number[], entries },
    ]),
  )
}

/** What stands for it, and the keys; those that bring nothing are not there. */
export async function hashesOf(
  tx: Tx,
  exampleIds: readonly number[],
): Promise<Map<number, { hash: string; keys: number[] }>> {
  if (exampleIds.length === 0) return new Map()
  const rows = await selectSql<Omit<Row, 'number' | 'entries'>>(
    tx,
    sql`SELECT c."exampleId", c."hash", c."keys" FROM "CheckEntry" c
      WHERE ${dialect.isOneOf('c."exampleId"', exampleIds)}`,
  )
  return new Map(
    rows.map(({ exampleId, hash, keys }) => [
      Number(exampleId),
      { hash, keys: JSON.parse(keys) as number[] },
    ]),
  )
}
