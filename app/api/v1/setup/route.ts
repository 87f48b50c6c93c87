import { preferenceCookies, preferencesOf, respondWithCookies } from '@/lib/auth/cookies'
import { startSession } from '@/lib/auth/start-session'
import { createOwner } from '@/lib/people/commands/create-owner'
import { personAnswer, setupRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'anyone', body: setupRequest, answer: personAnswer },
  async ({ body, request }) => {
    const preferences = preferencesOf(request.headers)
    const answer = await createOwner(body, preferences)
    const { cookies } = await startSession(body, request.headers)
    return respondWithCookies(answer, [...cookies, ...preferenceCookies(preferences)])
  },
)
