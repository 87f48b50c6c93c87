import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { isLostJob } from '@/lib/jobs/room'
import { type SplitJob, startSplitJob } from '@/lib/jobs/split/run'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { SplitRunKind } from '@/lib/splits/schema'
import type { Side } from '../words'
import { cancelSplitRun } from '../writes'

/**
 * Has what a run gave so far taken back: sides, pins and holds, and the rule where it was adopted with it. One that has
 * ended stays as it is.
 */
export async function cancelSplit(
  actor: Actor,
  { datasetId, runId }: { datasetId: string; runId: string },
  request: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'export examples', datasetId)
  let job: SplitJob | undefined
  const operation = { request, action: 'split.cancel', datasetId, target: runId }
  const answer = await operate(actor, operation, async (tx) => {
    const run = await tx.splitRun.findUnique({
      where: { id: runId, datasetId },
      select: { userId: true, kind: true, number: true, side: true },
    })
    if (!run) throw new AppError('not_found')
    const { kind, side } = run
    if (await cancelSplitRun(tx, runId))
      job = { ...run, id: runId, datasetId, kind: kind as SplitRunKind, side: side as Side | null }
    return { answer: {}, events: [{ type: 'split', datasetId, actorId: actor.id }] }
  })
  // whoever has it sees it in its next transaction; one whose process ended is taken back here
  if (job && (await isLostJob(runId))) void startSplitJob(job)
  return answer
}
