import { removeMember } from '@/lib/people/commands/remove-member'
import { setMemberRole } from '@/lib/people/commands/set-member-role'
import { bareRequest, memberAnswer, memberParams, memberRoleRequest, personAnswer } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const PATCH = route(
  { access: 'manage members', params: memberParams, body: memberRoleRequest, answer: memberAnswer },
  ({ actor, params, body }) => setMemberRole(actor, params.dataset, params.user, body),
)

export const DELETE = route(
  { access: 'manage members', params: memberParams, body: bareRequest, answer: personAnswer },
  ({ actor, params, body }) => removeMember(actor, params.dataset, params.user, body),
)
