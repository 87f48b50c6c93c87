import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import { can, roleOf } from '@/lib/auth/permissions'
import type { Actor, DatasetRole } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { type Status, statuses } from '@/lib/examples/schema'
import { AppError } from '@/lib/result/app-error'
import type { DatasetDetail, DatasetRow, DatasetState } from './schema'

const columns = { id: true, name: true, state: true, updatedAt: true } as const

/** The datasets that the actor has a role in, by name; those in the trash for their leads only. */
export async function listDatasets(actor: Actor): Promise<DatasetRow[]> {
  const seesAll = can(actor, 'see a dataset')
  const rows = await db().dataset.findMany({
    where: seesAll
      ? {}
      : {
          OR: [
            { state: { not: 'trashed' }, members: { some: { userId: actor.id } } },
            { state: 'trashed', members: { some: { userId: actor.id, role: 'lead' } } },
          ],
        },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { ...columns, members: { where: { userId: actor.id }, select: { role: true } } },
  })
  const numbers = await countByStatus(rows.map((row) => row.id))
  return rows.map(({ members, ...row }) => {
    const role = roleOf(actor, { role: members[0]?.role as DatasetRole | undefined })
    return rowOf(row, role!, numbers.get(row.id))
  })
}

/** @throws AppError `not_found` */
export async function getDataset(actor: Actor, datasetId: string): Promise<DatasetDetail> {
  const { role } = await authoriseDataset(actor, 'see a dataset', datasetId)
  const dataset = await db().dataset.findUnique({
    where: { id: datasetId },
    select: {
      ...columns,
      guidelines: true,
      revision: true,
      members: {
        where: { user: { disabledAt: null } },
        orderBy: { user: { name: 'asc' } },
        select: { user: { select: { id: true, name: true } } },
      },
    },
  })
  if (!dataset) throw new AppError('not_found')
  const { guidelines, revision, members, ...row } = dataset
  const numbers = await countByStatus([datasetId])
  return {
    ...rowOf(row, role, numbers.get(datasetId)),
    guidelines,
    revision,
    members: members.map((member) => member.user),
  }
}

type Numbers = { byStatus: Record<Status, number>; changedAt: string | null }

function rowOf(
  dataset: { id: string; name: string; state: string; updatedAt: Date },
  role: DatasetRole,
  numbers: Numbers = { byStatus: noneByStatus(), changedAt: null },
): DatasetRow {
  const updatedAt = dataset.updatedAt.toISOString()
  const changedAt = numbers.changedAt && new Date(numbers.changedAt).toISOString()
  return {
    id: dataset.id,
    name: dataset.name,
    state: dataset.state as DatasetState,
    role,
    examples: Object.values(numbers.byStatus).reduce((sum, n) => sum + n, 0),
    byStatus: numbers.byStatus,
    updatedAt: changedAt && changedAt > updatedAt ? changedAt : updatedAt,
  }
}

const noneByStatus = () => Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>

// Raw: one pass over the index of statuses for all datasets at once. Prisma's groupBy reads the same rows four times
// slower, and takes the ids as one bound value each.
async function countByStatus(datasetIds: string[]): Promise<Map<string, Numbers>> {
  const live = raw(`e."visible" = ${dialect.yes} AND e."trashedAt" IS NULL`)
  const latest = sql`(SELECT ${raw(dialect.timeText('l."updatedAt"'))} FROM "Example" l
    WHERE l."datasetId" = d."id" AND l."visible" = ${raw(dialect.yes)} AND l."trashedAt" IS NULL
    ORDER BY l."updatedAt" DESC LIMIT 1)`
  const query = sql`SELECT d."id" AS "id", c."status" AS "status", c."n" AS "n", ${latest} AS "changedAt"
    FROM "Dataset" d JOIN (
      SELECT e."datasetId", e."status", COUNT(*) AS n FROM "Example" e
      WHERE ${dialect.isOneOf('e."datasetId"', datasetIds)} AND ${live} GROUP BY e."datasetId", e."status"
    ) c ON c."datasetId" = d."id"`
  type Row = { id: string; status: Status; n: bigint; changedAt: string }
  const rows = await selectSql<Row>(db(), query)
  const found = new Map<string, Numbers>()
  for (const row of rows) {
    const numbers = found.get(row.id) ?? { byStatus: noneByStatus(), changedAt: row.changedAt }
    numbers.byStatus[row.status] = Number(row.n)
    found.set(row.id, numbers)
  }
  return found
}
