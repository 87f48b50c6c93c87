import { preferenceCookies, respondWithCookies } from '@/lib/auth/cookies'
import { updateProfile } from '@/lib/people/commands/update-profile'
import { getMe } from '@/lib/people/queries'
import { meAnswer, profileRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const PATCH = route(
  { access: 'signed in', body: profileRequest, answer: meAnswer },
  async ({ actor, body }) => {
    await updateProfile(actor, body)
    const user = await getMe(actor)
    return respondWithCookies({ user }, preferenceCookies(user))
  },
)
