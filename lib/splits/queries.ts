import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { AppError } from '@/lib/result/app-error'
import { type SplitState, splitRule } from './schema'

/** The rule that sides follow so far, and how many examples have which. @throws AppError `not_found` */
export async function getSplit(actor: Actor, datasetId: string): Promise<SplitState> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const dataset = await db().dataset.findUnique({
    where: { id: datasetId },
    select: { splitRule: true, tagGroups: { where: { deletedAt: null }, select: { id: true, name: true } } },
  })
  if (!dataset) throw new AppError('not_found')
  // Raw: Prisma binds "visible", and an index of what is shown asks to see it
  const counts = await selectSql<{ split: string | null; n: bigint }>(
    db(),
    sql`SELECT e."split", COUNT(*) AS "n" FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."trashedAt" IS NULL
      GROUP BY e."split"`,
  )
  const of = (side: string | null) => Number(counts.find(({ split }) => split === side)?.n ?? 0)
  const rule = dataset.splitRule ? splitRule.parse(JSON.parse(dataset.splitRule)) : null
  return {
    rule: rule && {
      ...rule,
      groupName: dataset.tagGroups.find(({ id }) => id === rule.groupId)?.name ?? null,
    },
    counts: { train: of('train'), test: of('test'), none: of(null) },
  }
}
