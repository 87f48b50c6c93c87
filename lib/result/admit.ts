import 'server-only'
import { AppError } from './app-error'

const mostAtOnce = 128
const shared = globalThis as typeof globalThis & { finecutUnderWay?: number }
shared.finecutUnderWay ??= 0

/**
 * Lets a request that may change something in, and returns the way to say that it is over. Where too many are under way
 * in this process, waiting longer would help nobody: who is refused at once comes again in a moment.
 * @throws AppError `unavailable` with Retry-After
 */
export function admit(method: string): () => void {
  if (method === 'GET') return () => {}
  if (shared.finecutUnderWay! >= mostAtOnce)
    throw new AppError('unavailable', 'unavailable', { retryAfterSeconds: 1 })
  shared.finecutUnderWay!++
  return () => {
    shared.finecutUnderWay!--
  }
}
