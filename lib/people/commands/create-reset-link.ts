import 'server-only'
import { authorisePasswordReset } from '@/lib/auth/authorise-password-reset'
import { expiryOf, hashOfToken, linkUrl, tokenOf } from '@/lib/auth/link-token'
import type { Actor } from '@/lib/auth/schema'
import { studioUrl } from '@/lib/auth/studio-url'
import { addLink, revokeLinks } from '@/lib/auth/writes'
import { newId } from '@/lib/db/ids'
import { operate } from '@/lib/operations/operate'
import type { BareRequest, HandedLink } from '../schema'

/** A link with which a person chooses a new password, in place of any older one of theirs. */
export async function createResetLink(
  actor: Actor,
  userId: string,
  { operationId }: BareRequest,
): Promise<HandedLink> {
  await authorisePasswordReset(actor, userId)
  const made = await operate(
    actor,
    { request: { operationId }, action: 'link.reset', target: userId },
    async (tx) => {
      const id = newId()
      const expiresAt = expiryOf('reset')
      await revokeLinks(tx, { kind: 'reset', userId })
      await addLink(tx, {
        id,
        kind: 'reset',
        tokenHash: hashOfToken(tokenOf(id)),
        userId,
        expiresAt,
        createdById: actor.id,
      })
      return { answer: { id, expiresAt: expiresAt.toISOString() }, details: { link: id } }
    },
  )
  return { ...made, url: linkUrl(studioUrl(), 'reset', made.id) }
}
