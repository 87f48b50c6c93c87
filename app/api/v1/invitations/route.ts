import { invitePerson } from '@/lib/people/commands/invite'
import { studioInvitationRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route({ access: 'manage people', body: studioInvitationRequest }, ({ actor, body }) =>
  invitePerson(actor, body),
)
