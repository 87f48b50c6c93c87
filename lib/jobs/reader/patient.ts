import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { transaction } from '@/lib/db/client'
import {
  type Answered,
  askModel,
  type Endpoint,
  type Garbled,
  type Question,
  type Unanswered,
} from '@/lib/second-reader/ask'
import { holdSlots, takeSlot } from '@/lib/second-reader/writes'

const mostTries = 4
// each has cost the whole time limit
const mostSlowTries = 2
const firstWaitMs = 500
const longestWaitMs = 5 * 60_000
// what is shorter need not be told
const tellFromMs = 2_000

export type Patience = {
  signal: AbortSignal
  /** It waits until then, or no more. */
  onWait: (until: Date | null) => void
}

/**
 * One question, at the pace that the owner set for all processes together; tried again where another try may go better,
 * and not before the endpoint said. Longer than five minutes it does not wait.
 */
export async function askPatiently(
  endpoint: Endpoint,
  question: Question,
  patience: Patience,
): Promise<Answered | Garbled | Unanswered> {
  for (let tried = 1; ; tried++) {
    await waitFor(await transaction((tx) => takeSlot(tx, endpoint.requestsPerMinute)), patience)
    const told = await askModel(endpoint, question, patience.signal)
    if (told.kind !== 'failure' || told.lasts !== 'passing') return told
    if (tried >= (told.reason === 'readerSlow' ? mostSlowTries : mostTries)) return told
    const { retryAfterMs } = told
    if (retryAfterMs !== null && retryAfterMs > longestWaitMs) return told
    // the others wait too: what is asked for concerns the key, not the question
    if (retryAfterMs !== null) await transaction((tx) => holdSlots(tx, retryAfterMs))
    else await waitFor(firstWaitMs * 2 ** (tried - 1) * (0.5 + Math.random() / 2), patience)
  }
}

async function waitFor(ms: number, { signal, onWait }: Patience): Promise<void> {
  if (ms <= 0) return
  if (ms >= tellFromMs) onWait(new Date(Date.now() + ms))
  await sleep(ms, undefined, { signal })
  if (ms >= tellFromMs) onWait(null)
}
