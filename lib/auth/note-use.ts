import 'server-only'
import { transaction } from '@/lib/db/client'
import { logDefect } from '@/lib/log/log'
import { touchShare } from '@/lib/sharing/writes'
import type { Actor } from './schema'

const onceInMs = 60_000

/** Keeps when a link was used last, to the minute. What can't be kept (a full disk) keeps nobody from reading. */
export async function noteUse(actor: Actor | null): Promise<void> {
  if (actor?.kind !== 'guest') return
  const now = new Date()
  const { lastUsedAt } = actor.share
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < onceInMs) return
  await transaction((tx) => touchShare(tx, actor.id, now)).catch((error: unknown) =>
    logDefect(error, { share: actor.id }),
  )
}
