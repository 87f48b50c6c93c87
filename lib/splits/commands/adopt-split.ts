import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { setSplitRule } from '@/lib/datasets/writes/split-rule'
import { placeExamples } from '@/lib/jobs/split/place-examples'
import { publish } from '@/lib/live/hub'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { tagGroupsOf } from '@/lib/tags/read'
import { groupIdsOf, requireCompared } from '../adopted'
import type { AdoptRequest, SplitTwoRule } from '../schema'

/**
 * Makes `split/2` the rule of a dataset, or changes its settings, and gives every example its side: those that have one
 * keep it, unless all are drawn anew.
 * @throws AppError `conflict` `compareFirst`; `invalid` `noSuchTagGroup`
 */
export async function adoptSplit(
  actor: Actor,
  datasetId: string,
  request: AdoptRequest,
): Promise<{ placed: number; held: number }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const { settings, anew = false } = request
  let isFirst = false
  const rule = await operate(actor, { request, action: 'split.adopt', datasetId }, async (tx) => {
    await refuseWhilePurging(tx, datasetId)
    await requireCompared(tx, datasetId, settings.threshold)
    const groupIds = groupIdsOf(await tagGroupsOf(tx, datasetId), settings.groupIds)
    const answer: SplitTwoRule = { rule: 'split/2', ...settings, groupIds }
    await setSplitRule(tx, datasetId, answer)
    isFirst = true
    return {
      answer,
      details: { rule: answer, anew },
      events: [{ type: 'dataset', datasetId, actorId: actor.id }],
    }
  })
  // asked again by the same id, nothing is drawn again: sides may have been moved since
  return place(actor, datasetId, rule, anew && isFirst)
}

// outside of the transaction: many rows are written, a few at a time
async function place(actor: Actor, datasetId: string, rule: SplitTwoRule, anew: boolean) {
  const placed = await placeExamples(datasetId, rule, { anew })
  publish([{ type: 'examples', datasetId, actorId: actor.id }])
  return placed
}
