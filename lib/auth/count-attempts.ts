import 'server-only'
import { createHmac } from 'node:crypto'
import { type Tx, transaction } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'
import { AppError } from '@/lib/result/app-error'
import { installSecret } from './secret'
import { addAttempt, listAttempts, removeAttempts } from './writes'

export const attemptsPerWindow = 10
export const attemptsPerCaller = 50
export const windowMs = 15 * 60 * 1000

/** What stands for an e-mail or a caller in the table of attempts, whether or not anyone has it. */
const keyOf = (kind: 'attempt' | 'caller' | 'key', value: string) =>
  createHmac('sha256', installSecret('auth-secret')).update(`${kind}:${value}`).digest('base64url')

/**
 * Runs `tryPassword` for the account of this e-mail unless ten tries failed there within 15 minutes, or fifty from the
 * same caller. A try counts before it is made, so that a thousand at once are ten too; a right one is taken off again.
 * @throws AppError `rate_limited`
 */
export async function countAttempts<T>(
  who: { email: string; caller: string | null },
  tryPassword: () => Promise<T>,
): Promise<T> {
  const limits: [string, number][] = [[keyOf('attempt', who.email), attemptsPerWindow]]
  if (who.caller !== null) limits.push([keyOf('caller', who.caller), attemptsPerCaller])
  const since = new Date(Date.now() - windowMs)
  const attempts = await transaction(async (tx) => {
    for (const [key, most] of limits) await requireFewer(tx, key, most, since)
    const ids = []
    for (const [key] of limits) ids.push(await addAttempt(tx, key, since))
    return ids
  })
  const value = await tryPassword()
  await transaction((tx) => removeAttempts(tx, attempts))
  return value
}

/**
 * Counts an API key that nobody has; the right one is never held up by it.
 * @throws AppError `rate_limited` from the fifty-first of a caller within 15 minutes on
 */
export async function countUnknownKey(caller: string | null): Promise<void> {
  const key = keyOf('key', caller ?? '')
  const since = new Date(Date.now() - windowMs)
  await transaction(async (tx) => {
    await requireFewer(tx, key, attemptsPerCaller, since, 'tooManyUnknownKeys')
    await addAttempt(tx, key, since)
  })
}

async function requireFewer(
  tx: Tx,
  key: string,
  most: number,
  since: Date,
  reason = 'tooManySignIns',
): Promise<void> {
  await takeTurn(tx, `attempts:${key}`)
  const oldest = (await listAttempts(tx, key, since)).at(-most)
  if (!oldest) return
  const retryAfterSeconds = Math.max(1, Math.ceil((oldest.getTime() - since.getTime()) / 1000))
  throw new AppError('rate_limited', reason, {
    params: { minutes: Math.ceil(retryAfterSeconds / 60) },
    retryAfterSeconds,
  })
}
