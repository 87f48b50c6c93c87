import { inviteMember } from '@/lib/people/commands/invite'
import { handedLink, memberInvitationRequest, membersParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'manage members', params: membersParams, body: memberInvitationRequest, answer: handedLink },
  ({ actor, params, body }) => inviteMember(actor, params.dataset, body),
)
