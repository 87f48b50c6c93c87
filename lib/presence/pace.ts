import 'server-only'
import { AppError } from '@/lib/result/app-error'

const mostPerMinute = 240
const minuteMs = 60_000
const mostKnown = 10_000

type Minute = { since: number; count: number }
const shared = globalThis as typeof globalThis & { finecutBeats?: Map<string, Minute> }
shared.finecutBeats ??= new Map()
const minutes = shared.finecutBeats

/**
 * A brake on whoever floods everybody's event stream. Each process brakes for itself: nothing depends on the count.
 * @throws AppError `rate_limited`
 */
export function countBeat(actorId: string, now = Date.now()): void {
  const known = minutes.get(actorId)
  const minute = known && now - known.since < minuteMs ? known : { since: now, count: 0 }
  minute.count++
  if (!known && minutes.size >= mostKnown) minutes.clear()
  minutes.set(actorId, minute)
  if (minute.count <= mostPerMinute) return
  const retryAfterSeconds = Math.max(1, Math.ceil((minute.since + minuteMs - now) / 1000))
  throw new AppError('rate_limited', 'rate_limited', { retryAfterSeconds })
}
