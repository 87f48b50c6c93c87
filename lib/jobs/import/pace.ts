import 'server-only'
import { breathe } from '@/lib/db/reader'

const workMs = 8

/** `await pace.rest()` in a loop lets waiting requests in whenever 8 ms of work have gone by. */
export function createPace() {
  let since = performance.now()
  return {
    async rest(): Promise<void> {
      if (performance.now() - since < workMs) return
      await breathe()
      since = performance.now()
    },
  }
}
export type Pace = ReturnType<typeof createPace>
