import { setPersonState } from '@/lib/people/commands/set-person-state'
import { personParams, personState, stateRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'manage people', params: personParams, body: stateRequest, answer: personState },
  ({ actor, params, body }) => setPersonState(actor, params.user, body),
)
