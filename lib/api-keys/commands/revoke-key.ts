import 'server-only'
import { authoriseSelf } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { KeyRevocation } from '../schema'
import { revokeKeyOf } from '../writes'

/** Ends a key of one's own: the next request with it is nobody's. @throws AppError `not_found` */
export async function revokeKey(
  actor: Actor,
  keyId: string,
  request: KeyRevocation,
): Promise<{ id: string }> {
  const me = authoriseSelf(actor)
  return operate(actor, { request, action: 'key.revoke', target: keyId }, async (tx) => {
    if (!(await revokeKeyOf(tx, me.id, keyId))) throw new AppError('not_found')
    return { answer: { id: keyId } }
  })
}
