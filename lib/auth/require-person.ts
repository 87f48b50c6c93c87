import 'server-only'
import type { Tx } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'
import { AppError } from '@/lib/result/app-error'
import type { StudioRole } from './schema'

/** @throws AppError `not_found` */
export async function requirePerson(
  tx: Tx,
  userId: string,
): Promise<{ studioRole: StudioRole; disabled: boolean }> {
  const person = await tx.user.findUnique({
    where: { id: userId },
    select: { studioRole: true, disabledAt: true },
  })
  if (!person) throw new AppError('not_found')
  return {
    studioRole: person.studioRole === 'owner' ? 'owner' : 'member',
    disabled: person.disabledAt !== null,
  }
}

/** @throws AppError `conflict` (`lastOwner`) where no other owner could sign in. */
export async function requireOtherOwner(tx: Tx, userId: string): Promise<void> {
  // two owners who take each other's role at once: one of them stays
  await takeTurn(tx, 'owners')
  const others = await tx.user.count({
    where: { studioRole: 'owner', disabledAt: null, id: { not: userId } },
  })
  if (others === 0) throw new AppError('conflict', 'lastOwner')
}
