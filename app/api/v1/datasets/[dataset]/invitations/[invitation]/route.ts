import { revokeMemberInvitation } from '@/lib/people/commands/revoke-invitation'
import { bareRequest, memberInvitationParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const DELETE = route(
  { access: 'manage members', params: memberInvitationParams, body: bareRequest, answer: idAnswer },
  ({ actor, params, body }) => revokeMemberInvitation(actor, params.dataset, params.invitation, body),
)
