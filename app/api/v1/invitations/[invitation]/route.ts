import { revokeInvitation } from '@/lib/people/commands/revoke-invitation'
import { bareRequest, invitationParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const DELETE = route(
  { access: 'manage people', params: invitationParams, body: bareRequest },
  ({ actor, params, body }) => revokeInvitation(actor, params.invitation, body),
)
