import type { Facts } from '@/lib/auth/permissions'
import { can } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/result/app-error'

/** A run is its starter's, and the leads'. @throws AppError `forbidden` */
export function requireOwnRun(actor: Actor, facts: Facts, run: { userId: string }): void {
  if (run.userId !== actor.id && !can(actor, 'decide on examples', facts)) throw new AppError('forbidden')
}
