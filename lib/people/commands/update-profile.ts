import 'server-only'
import { authoriseSelf } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import type { ProfileRequest } from '../schema'
import { setProfile } from '../writes'

/** Changes what is given of the actor's own profile. */
export async function updateProfile(actor: Actor, input: ProfileRequest): Promise<{ userId: string }> {
  const { id } = authoriseSelf(actor)
  const { operationId, ...given } = input
  const profile = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return operate(
    actor,
    { request: { operationId, ...profile }, action: 'profile.update', target: id },
    async (tx) => {
      await setProfile(tx, id, profile)
      return { answer: { userId: id }, details: profile }
    },
  )
}
