import { revokeInvitation } from '@/lib/people/commands/revoke-invitation'
import { bareRequest, invitationParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const DELETE = route(
  { access: 'manage people', params: invitationParams, body: bareRequest, answer: idAnswer },
  ({ actor, params, body }) => revokeInvitation(actor, params.invitation, body),
)
