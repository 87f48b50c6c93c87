import { setStudioRole } from '@/lib/people/commands/set-studio-role'
import { personParams, studioRoleRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'manage people', params: personParams, body: studioRoleRequest },
  ({ actor, params, body }) => setStudioRole(actor, params.user, body),
)
