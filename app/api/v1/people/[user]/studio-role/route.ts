import { setStudioRole } from '@/lib/people/commands/set-studio-role'
import { personParams, personRole, studioRoleRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'manage people', params: personParams, body: studioRoleRequest, answer: personRole },
  ({ actor, params, body }) => setStudioRole(actor, params.user, body),
)
