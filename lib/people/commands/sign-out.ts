import 'server-only'
import { auth } from '@/lib/auth/auth'
import type { Actor } from '@/lib/auth/schema'
import { publish } from '@/lib/live/hub'

/** Ends the session that these headers bring, if any; returns the cookies that clear it. */
export async function signOut(actor: Actor | null, headers: Headers): Promise<string[]> {
  const cookie = new Headers({ cookie: headers.get('cookie') ?? '' })
  const answer = await auth().api.signOut({ headers: cookie, returnHeaders: true })
  if (actor) publish([{ type: 'access', userId: actor.id }])
  return answer.headers.getSetCookie()
}
