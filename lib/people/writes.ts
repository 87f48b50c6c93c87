import 'server-only'
import type { DatasetRole, StudioRole } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import type { Me } from './schema'

/** Gives a person this role in a dataset, whether or not they had one. */
export async function setMembership(
  tx: Tx,
  member: { datasetId: string; userId: string; role: DatasetRole },
): Promise<void> {
  const { datasetId, userId, role } = member
  await tx.membership.upsert({
    where: { datasetId_userId: { datasetId, userId } },
    create: { datasetId, userId, role },
    update: { role },
  })
}

/** Changes the role of a member; false where there is none by now. */
export async function changeMembership(
  tx: Tx,
  { datasetId, userId, role }: { datasetId: string; userId: string; role: DatasetRole },
): Promise<boolean> {
  const { count } = await tx.membership.updateMany({ where: { datasetId, userId }, data: { role } })
  return count === 1
}

/** False where there was no such member. */
export async function removeMembership(tx: Tx, datasetId: string, userId: string): Promise<boolean> {
  const { count } = await tx.membership.deleteMany({ where: { datasetId, userId } })
  return count === 1
}

export async function setProfile(
  tx: Tx,
  userId: string,
  profile: Partial<Pick<Me, 'name' | 'locale' | 'theme' | 'shortcutsOff'>>,
): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: profile, select: { id: true } })
}

export async function setStudioRoleOf(tx: Tx, userId: string, studioRole: StudioRole): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { studioRole }, select: { id: true } })
}

export async function setDisabledAt(tx: Tx, userId: string, disabledAt: Date | null): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { disabledAt }, select: { id: true } })
}
