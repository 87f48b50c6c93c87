import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { cancelElsewhere, cancelJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { type ExportAddress, findExport } from '../read'
import { endExport } from '../writes'

/** Stops a running export; one that has ended stays as it is. */
export async function cancelExport(
  actor: Actor,
  at: ExportAddress,
  { operationId }: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const { datasetId, exportId } = at
  const { state } = await findExport(db(), at)
  return operate(
    actor,
    { request: { operationId }, action: 'export.cancel', datasetId, target: exportId },
    async (tx) => {
      // the job brings its row in order itself; one without a job was left by a process that ended
      const cancelled = state !== 'running' || (await cancelElsewhere(tx, exportId)) || cancelJob(exportId)
      if (!cancelled) await endExport(tx, exportId, { state: 'cancelled' })
      return { answer: {}, events: [{ type: 'export', datasetId, exportId, actorId: actor.id }] }
    },
  )
}
