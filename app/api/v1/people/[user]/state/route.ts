import { setPersonState } from '@/lib/people/commands/set-person-state'
import { personParams, stateRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'manage people', params: personParams, body: stateRequest },
  ({ actor, params, body }) => setPersonState(actor, params.user, body),
)
