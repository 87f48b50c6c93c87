import { preferenceCookies, respondWithCookies } from '@/lib/auth/cookies'
import { signIn } from '@/lib/people/commands/sign-in'
import { signOut } from '@/lib/people/commands/sign-out'
import { getMe } from '@/lib/people/queries'
import { sessionRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'anyone' }, async ({ actor }) => ({
  user: actor?.kind === 'user' ? await getMe(actor) : null,
}))

export const POST = route({ access: 'anyone', body: sessionRequest }, async ({ body, request }) => {
  const { user, cookies } = await signIn(body, request.headers)
  return respondWithCookies({ user }, [...cookies, ...preferenceCookies(user)])
})

export const DELETE = route({ access: 'anyone' }, async ({ actor, request }) =>
  respondWithCookies({}, await signOut(actor, request.headers)),
)
