import 'server-only'
import { touchKey } from '@/lib/api-keys/writes'
import { type Tx, transaction } from '@/lib/db/client'
import { logDefect } from '@/lib/log/log'
import { touchShare } from '@/lib/sharing/writes'
import type { Actor } from './schema'

const onceInMs = 60_000

/** Keeps when a link or a key was used last, to the minute. What can't be kept (a full disk) keeps nobody from reading. */
export async function noteUse(actor: Actor | null): Promise<void> {
  if (actor?.kind === 'guest') return note(actor.id, actor.share.lastUsedAt, touchShare)
  if (actor?.kind === 'key') return note(actor.key.id, actor.key.lastUsedAt, touchKey)
}

async function note(
  id: string,
  before: Date | null,
  touch: (tx: Tx, id: string, at: Date) => Promise<void>,
): Promise<void> {
  const now = new Date()
  if (before && now.getTime() - before.getTime() < onceInMs) return
  await transaction((tx) => touch(tx, id, now)).catch((error: unknown) => logDefect(error, { used: id }))
}
