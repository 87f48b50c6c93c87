import 'server-only'
import { createHmac } from 'node:crypto'
import { transaction } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'
import { AppError } from '@/lib/result/app-error'
import { installSecret } from './secret'
import { addAttempt, listAttempts, removeAttempt } from './writes'

export const attemptsPerWindow = 10
export const windowMs = 15 * 60 * 1000

/** What stands for an e-mail in the table of attempts, whether or not anyone has it. */
const keyOf = (email: string) =>
  createHmac('sha256', installSecret('auth-secret')).update(`attempt:${email}`).digest('base64url')

/**
 * Runs `tryPassword` for the account of this e-mail unless ten tries failed there within 15 minutes. A try counts
 * before it is made, so that a thousand at once are ten too; a right one is taken off again.
 * @throws AppError `rate_limited`
 */
export async function countAttempts<T>(email: string, tryPassword: () => Promise<T>): Promise<T> {
  const accountKey = keyOf(email)
  const since = new Date(Date.now() - windowMs)
  const attempt = await transaction(async (tx) => {
    await takeTurn(tx, `attempts:${accountKey}`)
    const earlier = await listAttempts(tx, accountKey, since)
    const oldest = earlier.at(-attemptsPerWindow)
    if (!oldest) return addAttempt(tx, accountKey, since)
    const retryAfterSeconds = Math.max(1, Math.ceil((oldest.getTime() - since.getTime()) / 1000))
    throw new AppError('rate_limited', 'tooManySignIns', {
      params: { minutes: Math.ceil(retryAfterSeconds / 60) },
      retryAfterSeconds,
    })
  })
  const value = await tryPassword()
  await transaction((tx) => removeAttempt(tx, attempt))
  return value
}
