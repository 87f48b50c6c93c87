import { preferenceCookies, respondWithCookies } from '@/lib/auth/cookies'
import { updateProfile } from '@/lib/people/commands/update-profile'
import { getSignedIn } from '@/lib/people/queries'
import { profileRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const PATCH = route({ access: 'signed in', body: profileRequest }, async ({ actor, body }) => {
  const { userId } = await updateProfile(actor, body)
  const user = await getSignedIn(userId)
  return respondWithCookies({ user }, preferenceCookies(user))
})
