import { changePassword } from '@/lib/people/commands/change-password'
import { passwordChanged, passwordRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'signed in', body: passwordRequest, answer: passwordChanged },
  ({ actor, body }) => changePassword(actor, body),
)
