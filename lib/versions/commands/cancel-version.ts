import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { cancelElsewhere, cancelJob } from '@/lib/jobs/room'
import { versionJob } from '@/lib/jobs/versions/run'
import { operate } from '@/lib/operations/operate'
import { findVersion, type VersionAddress } from '../read'
import { endFormat, endMaking } from '../writes'

/** Stops whatever of a version is under way; what has ended stays as it is. */
export async function cancelVersion(
  actor: Actor,
  at: VersionAddress,
  request: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const { datasetId, versionId } = at
  const running = (await findVersion(db(), at)).formats.filter(({ state }) => state === 'running')
  return operate(actor, { request, action: 'version.cancel', datasetId, target: versionId }, async (tx) => {
    for (const { format } of running) {
      const job = versionJob(versionId, format)
      // the job brings its row in order itself; one without a job was left by a process that ended
      if ((await cancelElsewhere(tx, job)) || cancelJob(job)) continue
      await endFormat(tx, { versionId, format }, { state: 'cancelled' })
      await endMaking(tx, versionId, 'cancelled')
    }
    return { answer: {}, events: [{ type: 'version', datasetId, versionId, actorId: actor.id }] }
  })
}
