import { preferenceCookies, preferencesOf, respondWithCookies } from '@/lib/auth/cookies'
import { startSession } from '@/lib/auth/start-session'
import { acceptInvitation } from '@/lib/people/commands/accept-invitation'
import { accepted, acceptRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'anyone', body: acceptRequest, answer: accepted },
  async ({ actor, body, request }) => {
    const preferences = preferencesOf(request.headers)
    const answer = await acceptInvitation(actor, body, preferences)
    const { email, password } = body
    if (email === undefined || password === undefined) return answer
    const { cookies } = await startSession({ email, password }, request.headers)
    return respondWithCookies(answer, [...cookies, ...preferenceCookies(preferences)])
  },
)
