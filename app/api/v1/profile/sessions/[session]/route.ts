import { endSession } from '@/lib/people/commands/end-session'
import { bareRequest, sessionParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const DELETE = route(
  { access: 'signed in', params: sessionParams, body: bareRequest, answer: idAnswer },
  ({ actor, params, body }) => endSession(actor, params.session, body),
)
