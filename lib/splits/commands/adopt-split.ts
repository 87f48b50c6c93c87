import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { setSplitRule } from '@/lib/datasets/writes/split-rule'
import { addSplitJob, type SplitJob, startSplitJob } from '@/lib/jobs/split/run'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { tagGroupsOf } from '@/lib/tags/read'
import { groupIdsOf, requireCompared, requireNoRun, storedRule } from '../adopted'
import type { AdoptRequest, SplitTwoRule } from '../schema'

/**
 * Makes `split/2` the rule of a dataset, or changes its settings, and begins to give every example its side: those that
 * have one keep it, unless all are drawn anew. The run tells how far that is.
 * @throws AppError `conflict` `compareFirst`, `splitRunning`; `invalid` `noSuchTagGroup`
 */
export async function adoptSplit(
  actor: Actor,
  datasetId: string,
  request: AdoptRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const { settings, anew = false } = request
  let job: SplitJob | undefined
  const answer = await operate(actor, { request, action: 'split.adopt', datasetId }, async (tx) => {
    await refuseWhilePurging(tx, datasetId)
    await requireNoRun(tx, datasetId)
    await requireCompared(tx, datasetId, settings.threshold)
    const groupIds = groupIdsOf(await tagGroupsOf(tx, datasetId), settings.groupIds)
    const rule: SplitTwoRule = { rule: 'split/2', ...settings, groupIds }
    const former = await storedRule(tx, datasetId)
    await setSplitRule(tx, datasetId, rule)
    const kind = anew ? 'draw' : 'place'
    const asked = { datasetId, userId: actor.id, kind, number: null, side: null } as const
    job = await addSplitJob(tx, asked, { former, given: rule })
    return {
      answer: { id: job.id },
      details: { rule, anew },
      events: [
        { type: 'dataset', datasetId, actorId: actor.id },
        { type: 'split', datasetId, actorId: actor.id },
      ],
    }
  })
  // asked again by the same id, nothing is drawn again: sides may have been moved since
  if (job) void startSplitJob(job)
  return answer
}
