import { preferenceCookies, preferencesOf, respondWithCookies } from '@/lib/auth/cookies'
import { signIn } from '@/lib/people/commands/sign-in'
import { signOut } from '@/lib/people/commands/sign-out'
import { getMe } from '@/lib/people/queries'
import { languageAnswer, languageRequest, meAnswer, sessionAnswer, sessionRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const GET = route({ access: 'anyone', answer: sessionAnswer }, async ({ actor }) => ({
  user: actor?.kind === 'user' ? await getMe(actor) : null,
}))

export const POST = route(
  { access: 'anyone', body: sessionRequest, answer: meAnswer },
  async ({ body, request }) => {
    const { user, cookies } = await signIn(body, request.headers)
    return respondWithCookies({ user }, [...cookies, ...preferenceCookies(user)])
  },
)

// no account is asked or changed: the cookie alone remembers it
export const PATCH = route(
  { access: 'anyone', body: languageRequest, answer: languageAnswer },
  async ({ body, request }) => {
    const preferences = { ...preferencesOf(request.headers), ...body }
    return respondWithCookies(body, preferenceCookies(preferences))
  },
)

export const DELETE = route({ access: 'anyone', answer: done }, async ({ actor, request }) =>
  respondWithCookies({}, await signOut(actor, request.headers)),
)
