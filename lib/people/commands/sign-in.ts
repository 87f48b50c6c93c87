import 'server-only'
import { countAttempts } from '@/lib/auth/count-attempts'
import { type StartedSession, startSession } from '@/lib/auth/start-session'
import type { SessionRequest } from '../schema'

/** @throws AppError `unauthenticated` (`wrongCredentials`), `rate_limited` (`tooManySignIns`). */
export function signIn(input: SessionRequest, headers: Headers): Promise<StartedSession> {
  return countAttempts(input.email, () => startSession(input, headers))
}
