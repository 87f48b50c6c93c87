import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { findVersion, type VersionAddress } from '../read'
import { makeCurrent } from '../writes'

/** Says which version of a dataset is the one in use. @throws AppError `conflict` `versionNotReady` */
export async function makeVersionCurrent(
  actor: Actor,
  at: VersionAddress,
  request: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const { datasetId, versionId } = at
  const operation = {
    request,
    action: 'version.current',
    datasetId,
    target: versionId,
    turn: `versions:${datasetId}`,
  }
  return operate(actor, operation, async (tx) => {
    const { state } = await findVersion(tx, at)
    if (state !== 'ready') throw new AppError('conflict', 'versionNotReady')
    await makeCurrent(tx, datasetId, versionId)
    return { answer: {}, events: [{ type: 'version', datasetId, versionId, actorId: actor.id }] }
  })
}
