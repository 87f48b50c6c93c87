import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { type Kind, kinds } from '@/lib/conversations/schema'
import { db } from '@/lib/db/client'
import { type Status, statuses } from '../schema'

/** How many examples there are of each kind and status, outside the trash. */
export async function countByKind(
  actor: Actor,
  datasetId: string,
): Promise<Record<Kind, Record<Status, number>>> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const rows = await db().example.groupBy({
    by: ['kind', 'status'],
    where: { datasetId, visible: true, trashedAt: null },
    _count: true,
  })
  const countOf = (kind: Kind, status: Status) =>
    rows.find((row) => row.kind === kind && row.status === status)?._count ?? 0
  const byStatus = (kind: Kind) =>
    Object.fromEntries(statuses.map((status) => [status, countOf(kind, status)])) as Record<Status, number>
  return Object.fromEntries(kinds.map((kind) => [kind, byStatus(kind)])) as Record<
    Kind,
    Record<Status, number>
  >
}
