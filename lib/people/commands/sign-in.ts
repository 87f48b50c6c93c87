import 'server-only'
import { callerOf } from '@/lib/auth/address'
import { countAttempts } from '@/lib/auth/count-attempts'
import { startSession } from '@/lib/auth/start-session'
import { meOf } from '../me'
import type { Me, SessionRequest } from '../schema'

/** @throws AppError `unauthenticated` (`wrongCredentials`), `rate_limited` (`tooManySignIns`). */
export async function signIn(
  input: SessionRequest,
  headers: Headers,
): Promise<{ user: Me; cookies: string[] }> {
  const who = { email: input.email, caller: callerOf(headers) }
  const { user, cookies } = await countAttempts(who, () => startSession(input, headers))
  return { user: meOf(user), cookies }
}
