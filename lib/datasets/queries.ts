import 'server-only'
import { authoriseDataset, isInScope } from '@/lib/auth/authorise'
import { can, roleOf } from '@/lib/auth/permissions'
import type { Actor, DatasetRole } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { countByStatus } from '@/lib/distribution/counters'
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
  const shown = rows.filter(({ id }) => isInScope(actor, id))
  const numbers = await readNumbers(shown.map((row) => row.id))
  return shown.map(({ members, ...row }) => {
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
  const numbers = await readNumbers([datasetId])
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

async function readNumbers(datasetIds: string[]): Promise<Map<string, Numbers>> {
  const [counts, changes] = await Promise.all([
    countByStatus(db(), datasetIds),
    readLatestChanges(datasetIds),
  ])
  return new Map(
    datasetIds.map((id) => [
      id,
      {
        byStatus: { ...noneByStatus(), ...Object.fromEntries(counts.get(id) ?? []) },
        changedAt: changes.get(id) ?? null,
      },
    ]),
  )
}

// Raw: one look at the end of the index for each dataset, all in one statement.
async function readLatestChanges(datasetIds: string[]): Promise<Map<string, string>> {
  const query = sql`SELECT d."id" AS "id", (SELECT ${raw(dialect.timeText('l."updatedAt"'))} FROM "Example" l
      WHERE l."datasetId" = d."id" AND l."visible" = ${raw(dialect.yes)} AND l."trashedAt" IS NULL
      ORDER BY l."updatedAt" DESC LIMIT 1) AS "changedAt"
    FROM "Dataset" d WHERE ${dialect.isOneOf('d."id"', datasetIds)}`
  const rows = await selectSql<{ id: string; changedAt: string | null }>(db(), query)
  return new Map(rows.flatMap(({ id, changedAt }) => (changedAt === null ? [] : [[id, changedAt] as const])))
}
