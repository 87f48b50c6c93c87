import 'server-only'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { revokeLinks } from '@/lib/auth/writes'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { BareRequest } from '../schema'

/** @throws AppError `not_found` where the dataset has no such open invitation. */
export async function revokeMemberInvitation(
  actor: Actor,
  datasetId: string,
  id: string,
  request: BareRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'manage members', datasetId)
  return revoke(actor, { id, datasetId }, request)
}

/** An invitation to the studio alone. */
export async function revokeInvitation(
  actor: Actor,
  id: string,
  request: BareRequest,
): Promise<{ id: string }> {
  authoriseStudio(actor, 'manage people')
  return revoke(actor, { id, datasetId: null }, request)
}

function revoke(
  actor: Actor,
  { id, datasetId }: { id: string; datasetId: string | null },
  { operationId }: BareRequest,
): Promise<{ id: string }> {
  const operation = { request: { operationId }, action: 'invitation.revoke', target: id }
  return operate(actor, { ...operation, ...(datasetId ? { datasetId } : {}) }, async (tx) => {
    if ((await revokeLinks(tx, { kind: 'invitation', id, datasetId })) === 0) throw new AppError('not_found')
    return { answer: { id } }
  })
}
