import 'server-only'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import { expiryOf, hashOfToken, linkUrl, tokenOf } from '@/lib/auth/link-token'
import { can } from '@/lib/auth/permissions'
import type { Actor, DatasetRole, StudioRole } from '@/lib/auth/schema'
import { studioUrl } from '@/lib/auth/studio-url'
import { addLink } from '@/lib/auth/writes'
import { newId } from '@/lib/db/ids'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { HandedLink, MemberInvitationRequest, StudioInvitationRequest } from '../schema'

/** A one-time link that gives whoever opens it this role in the dataset; an owner may make them an owner too. */
export async function inviteMember(
  actor: Actor,
  datasetId: string,
  input: MemberInvitationRequest,
): Promise<HandedLink> {
  await authoriseDataset(actor, 'manage members', datasetId)
  const { operationId, email = null, role, studioRole = 'member' } = input
  if (studioRole === 'owner' && !can(actor, 'manage people')) throw new AppError('forbidden')
  return invite(actor, operationId, { datasetId, email, role, studioRole })
}

/** A one-time link into the studio, without a role in any dataset. */
export async function invitePerson(actor: Actor, input: StudioInvitationRequest): Promise<HandedLink> {
  authoriseStudio(actor, 'manage people')
  const { operationId, email = null, studioRole } = input
  return invite(actor, operationId, { datasetId: null, email, role: null, studioRole })
}

type Invitation = {
  datasetId: string | null
  email: string | null
  role: DatasetRole | null
  studioRole: StudioRole
}

async function invite(actor: Actor, operationId: string, invitation: Invitation): Promise<HandedLink> {
  const { datasetId, email } = invitation
  const request = { operationId, ...invitation }
  const operation = { request, action: 'invitation.create', ...(datasetId ? { datasetId } : {}) }
  const made = await operate(actor, operation, async (tx) => {
    const already =
      datasetId && email
        ? await tx.membership.count({ where: { datasetId, user: { email } } })
        : email && (await tx.user.count({ where: { email } }))
    if (already) throw new AppError('conflict', datasetId ? 'alreadyMember' : 'personExists')
    const id = newId()
    const expiresAt = expiryOf('invitation')
    await addLink(tx, {
      id,
      kind: 'invitation',
      tokenHash: hashOfToken(tokenOf(id)),
      expiresAt,
      createdById: actor.id,
      ...invitation,
    })
    return { answer: { id, expiresAt: expiresAt.toISOString() }, target: id, details: invitation }
  })
  return { ...made, url: linkUrl(studioUrl(), 'invitation', made.id) }
}
