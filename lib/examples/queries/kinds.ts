import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { type Kind, kinds } from '@/lib/conversations/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { type Status, statuses } from '../schema'

/** How many examples there are of each kind and status, outside the trash. */
export async function countByKind(
  actor: Actor,
  datasetId: string,
): Promise<Record<Kind, Record<Status, number>>> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  // Raw: Prisma binds "visible", and an index of what is shown asks to see it
  const rows = await selectSql<{ kind: string; status: string; n: bigint }>(
    db(),
    sql`SELECT e."kind", e."status", COUNT(*) AS "n" FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."trashedAt" IS NULL
      GROUP BY e."kind", e."status"`,
  )
  const countOf = (kind: Kind, status: Status) =>
    Number(rows.find((row) => row.kind === kind && row.status === status)?.n ?? 0)
  const byStatus = (kind: Kind) =>
    Object.fromEntries(statuses.map((status) => [status, countOf(kind, status)])) as Record<Status, number>
  return Object.fromEntries(kinds.map((kind) => [kind, byStatus(kind)])) as Record<
    Kind,
    Record<Status, number>
  >
}
