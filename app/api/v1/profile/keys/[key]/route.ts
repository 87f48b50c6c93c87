import { revokeKey } from '@/lib/api-keys/commands/revoke-key'
import { keyParams, keyRevocation } from '@/lib/api-keys/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const DELETE = route(
  { access: 'signed in', params: keyParams, body: keyRevocation, answer: idAnswer },
  ({ actor, params, body }) => revokeKey(actor, params.key, body),
)
