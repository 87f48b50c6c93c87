import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { addSplitJob, type SplitJob, startSplitJob } from '@/lib/jobs/split/run'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { requireAdopted, requireCompared } from '../adopted'
import type { MoveRequest } from '../schema'

/**
 * Begins to put an example on a side by hand, and with it everything that it is linked to, so that nothing straddles;
 * there they stay when all are drawn anew. `side` null takes the pin away and moves nothing. The run tells how far it is.
 * @throws AppError `not_found`; `conflict` `splitNotAdopted`, `compareFirst`
 */
export async function moveGroup(
  actor: Actor,
  datasetId: string,
  request: MoveRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const { number, side } = request
  const action = side ? 'split.move' : 'split.unpin'
  let job: SplitJob | undefined
  const operation = { request, action, datasetId, target: String(number) }
  const answer = await operate(actor, operation, async (tx) => {
    const { threshold } = await requireAdopted(tx, datasetId)
    await requireCompared(tx, datasetId, threshold)
    const found = await tx.example.count({ where: { datasetId, number, visible: true } })
    if (found === 0) throw new AppError('not_found')
    const kind = side ? 'move' : 'unpin'
    job = await addSplitJob(tx, { datasetId, userId: actor.id, kind, number, side })
    return {
      answer: { id: job.id },
      details: { side },
      events: [{ type: 'split', datasetId, actorId: actor.id }],
    }
  })
  if (job) void startSplitJob(job)
  return answer
}
