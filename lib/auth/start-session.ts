import 'server-only'
import { APIError } from 'better-auth/api'
import { AppError } from '@/lib/result/app-error'
import { addressOf } from './address'
import { auth } from './auth'

type Authentication = ReturnType<typeof auth>
export type SignedInUser = Awaited<ReturnType<Authentication['api']['signInEmail']>>['user']
/** Cookies to set, and whose session it is. */
export type StartedSession = { user: SignedInUser; cookies: string[] }

/**
 * A session for whoever knows the password. An unknown e-mail costs the same hash as a known one.
 * @throws AppError `unauthenticated` (`wrongCredentials`) for a wrong password, an unknown e-mail and a disabled
 * account alike.
 */
export async function startSession(
  credentials: { email: string; password: string },
  headers: Headers,
): Promise<StartedSession> {
  const { email, password } = credentials
  // only what a session shows of its device
  const device = new Headers({ 'user-agent': headers.get('user-agent')?.slice(0, 300) ?? '' })
  const address = addressOf(headers)
  if (address) device.set('x-forwarded-for', address)
  try {
    const { response, headers: answer } = await auth().api.signInEmail({
      body: { email, password },
      headers: device,
      returnHeaders: true,
    })
    return { user: response.user, cookies: answer.getSetCookie() }
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500)
      throw new AppError('unauthenticated', 'wrongCredentials')
    throw error
  }
}
