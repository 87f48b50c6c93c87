import 'server-only'
import type { ExampleIn } from '@/lib/checks/check-job'
import type { Frame } from '@/lib/conversations/schema'
import { db, type Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { idsOf } from '@/lib/examples/detail'

export type ToCheck = {
  id: number
  number: number
  revision: number
  /** JSON of its frames. */
  strip: string
  /** Neither in the trash nor excluded: it is held against others. */
  counts: boolean
  example: ExampleIn
}

type Row = {
  id: number | bigint
  number: number | bigint
  revision: number | bigint
  text: string
  messageIds: string | null
  turns: number | bigint
  strip: string
  counts: boolean | number | bigint
}

/** At most 500 examples as checks are told of them. */
export async function readToCheck(ids: readonly number[]): Promise<ToCheck[]> {
  const rows = await selectSql<Row>(
    db(),
    sql`SELECT e."id", e."number", e."revision", e."text", e."messageIds", e."turns", e."strip",
        e."trashedAt" IS NULL AND e."status" <> 'excluded' AS "counts" FROM "Example" e
      WHERE ${dialect.isOneOf('e."id"', ids)} AND e."visible" = ${raw(dialect.yes)} ORDER BY e."id"`,
  )
  const tags = await selectSql<{ id: number | bigint; name: string }>(
    db(),
    sql`SELECT DISTINCT t."exampleId" AS "id", g."name" FROM "ExampleTag" t
      JOIN "Tag" g ON g."id" = t."tagId" AND g."deletedAt" IS NULL
      WHERE ${dialect.isOneOf('t."exampleId"', ids)} ORDER BY g."name"`,
  )
  const tagsOf = new Map<number, string[]>()
  for (const { id, name } of tags) tagsOf.set(Number(id), [...(tagsOf.get(Number(id)) ?? []), name])
  return rows.map(({ id, number, revision, text, messageIds, turns, strip, counts }) => ({
    id: Number(id),
    number: Number(number),
    revision: Number(revision),
    strip,
    counts: Boolean(counts),
    example: {
      text,
      messageIds: idsOf(messageIds, Number(turns)),
      tokens: (JSON.parse(strip) as Frame[]).map(([, tokens]) => tokens),
      tags: tagsOf.get(Number(id)) ?? [],
    },
  }))
}

type State = Pick<ToCheck, 'revision' | 'strip'>

export const isSame = (a: State | undefined, b: State): boolean =>
  a?.revision === b.revision && a.strip === b.strip

/** Those of them that are there, as they are now. */
export async function readStates(tx: Tx, ids: readonly number[]): Promise<Map<number, State>> {
  const rows = await selectSql<Pick<Row, 'id' | 'revision' | 'strip'>>(
    tx,
    sql`SELECT e."id", e."revision", e."strip" FROM "Example" e
      WHERE ${dialect.isOneOf('e."id"', ids)} AND e."visible" = ${raw(dialect.yes)}`,
  )
  return new Map(rows.map(({ id, revision, strip }) => [Number(id), { revision: Number(revision), strip }]))
}

/** Fingerprints of what is waived. */
export async function readWaived(tx: Tx, ids: readonly number[]): Promise<Map<number, Set<string>>> {
  const rows = await selectSql<{ exampleId: number | bigint; fingerprint: string }>(
    tx,
    sql`SELECT w."exampleId", w."fingerprint" FROM "FindingWaiver" w WHERE ${dialect.isOneOf('w."exampleId"', ids)}`,
  )
  const found = new Map<number, Set<string>>()
  for (const { exampleId, fingerprint } of rows)
    found.set(Number(exampleId), (found.get(Number(exampleId)) ?? new Set()).add(fingerprint))
  return found
}
