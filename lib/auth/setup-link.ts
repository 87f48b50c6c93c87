import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { takeTurn } from '@/lib/db/turn'
import { expiryOf, hashOfToken, linkUrl, tokenOf } from './link-token'
import { addLink, revokeLinks } from './writes'

/** A new one-time link to the first account, in place of any older one; null once there is an account. */
export async function ensureSetupLink(baseUrl: string): Promise<string | null> {
  const id = newId()
  const tokenHash = hashOfToken(tokenOf(id))
  const made = await transaction(async (tx) => {
    await takeTurn(tx, 'owners')
    if ((await tx.user.count()) > 0) return false
    await revokeLinks(tx, { kind: 'setup' })
    await addLink(tx, { id, kind: 'setup', tokenHash, expiresAt: expiryOf('setup'), createdById: 'local' })
    await addAuditEvent(tx, { actorId: 'local', action: 'link.setup', target: id })
    return true
  })
  return made ? linkUrl(baseUrl, 'setup', id) : null
}
