import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
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
  const counts = await db().example.groupBy({
    by: ['split'],
    where: { datasetId, visible: true, trashedAt: null },
    _count: true,
  })
  const of = (side: string | null) => counts.find(({ split }) => split === side)?._count ?? 0
  const rule = dataset.splitRule ? splitRule.parse(JSON.parse(dataset.splitRule)) : null
  return {
    rule: rule && {
      ...rule,
      groupName: dataset.tagGroups.find(({ id }) => id === rule.groupId)?.name ?? null,
    },
    counts: { train: of('train'), test: of('test'), none: of(null) },
  }
}
