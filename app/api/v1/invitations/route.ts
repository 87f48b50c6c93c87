import { invitePerson } from '@/lib/people/commands/invite'
import { handedLink, studioInvitationRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'manage people', body: studioInvitationRequest, answer: handedLink },
  ({ actor, body }) => invitePerson(actor, body),
)
