import 'server-only'
import type { Tx } from '@/lib/db/client'
import { lastDone } from '@/lib/duplicates/latest'
import { countDue, type Select } from '@/lib/duplicates/read'
import { AppError } from '@/lib/result/app-error'
import { type SplitRule, type SplitTwoRule, splitRule } from './schema'

export async function storedRule(tx: Tx, datasetId: string): Promise<SplitRule | null> {
  const row = await tx.dataset.findUnique({ where: { id: datasetId }, select: { splitRule: true } })
  return row?.splitRule ? splitRule.parse(JSON.parse(row.splitRule)) : null
}

/** @throws AppError `conflict` `splitNotAdopted` */
export async function requireAdopted(tx: Tx, datasetId: string): Promise<SplitTwoRule> {
  const rule = await storedRule(tx, datasetId)
  if (rule?.rule !== 'split/2') throw new AppError('conflict', 'splitNotAdopted')
  return rule
}

/** A rule never changes under a run that may be taken back. @throws AppError `conflict` `splitRunning` */
export async function requireNoRun(tx: Tx, datasetId: string): Promise<void> {
  const where = { datasetId, state: { in: ['running', 'cancelling'] } }
  if ((await tx.splitRun.count({ where })) > 0) throw new AppError('conflict', 'splitRunning')
}

const selectIn =
  (tx: Tx): Select =>
  ({ sql, params }) =>
    tx.$queryRawUnsafe(sql, ...params)

/** Whether every example was compared by this threshold: a split that knows less would let twins apart. */
export async function isCompared(tx: Tx, datasetId: string, threshold: number): Promise<boolean> {
  const done = await lastDone(tx, datasetId)
  return done?.threshold === threshold && (await countDue(selectIn(tx), datasetId)) === 0
}

/** @throws AppError `conflict` `compareFirst` */
export async function requireCompared(tx: Tx, datasetId: string, threshold: number): Promise<void> {
  if (await isCompared(tx, datasetId, threshold)) return
  const count = await countDue(selectIn(tx), datasetId)
  throw new AppError('conflict', 'compareFirst', { params: { count } })
}

type Group = { id: string; name: string }

/** Ids of tag groups that are named by id or by name. @throws AppError `invalid` `noSuchTagGroup` */
export function groupIdsOf(groups: readonly Group[], wanted: readonly string[]): string[] {
  return wanted.map((one) => {
    const name = one.trim().toLowerCase()
    const found =
      groups.find(({ id }) => id === one) ?? groups.find((group) => group.name.toLowerCase() === name)
    if (!found) throw new AppError('invalid', 'noSuchTagGroup', { params: { group: one } })
    return found.id
  })
}
