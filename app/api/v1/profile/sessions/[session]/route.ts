import { endSession } from '@/lib/people/commands/end-session'
import { bareRequest, sessionParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const DELETE = route(
  { access: 'signed in', params: sessionParams, body: bareRequest },
  ({ actor, params, body }) => endSession(actor, params.session, body),
)
