import 'server-only'
import type { Conversation } from '@/lib/conversations/schema'
import { createThread, type Thread } from '@/lib/threads/thread'
import { createKnownCounts } from './known-counts'
import { sumPerMessage, textsOf } from './message-text'
import { sliceText } from './slices'

// Next loads modules once per bundle; one worker must serve them all.
const shared = globalThis as typeof globalThis & {
  finecutTokens?: { thread: Thread<string[], number[]>; known: ReturnType<typeof createKnownCounts> }
}

function tokens() {
  shared.finecutTokens ??= {
    thread: createThread('lib/tokens/worker.mjs'),
    known: createKnownCounts(),
  }
  return shared.finecutTokens
}

type Part = { textIndex: number; text: string; times: number }
const jobLength = 32_768

/** Jobs of about 32,000 characters: small enough that a save never waits long for an import. */
function packJobs(parts: Part[]): Part[][] {
  const jobs: Part[][] = []
  let length = Number.POSITIVE_INFINITY
  for (const part of parts) {
    if (length + part.text.length > jobLength) {
      jobs.push([])
      length = 0
    }
    jobs.at(-1)!.push(part)
    length += part.text.length
  }
  return jobs
}

/**
 * Tokens (o200k_base) of each text, counted in a worker thread. `background` work lets everyone else go first.
 * Runs of over 2,000 characters without a break are estimates.
 */
export async function countTokensOf(texts: string[], { background = false } = {}): Promise<number[]> {
  const { thread, known } = tokens()
  const counts = new Map<string, number>()
  const open: string[] = []
  for (const text of texts) {
    if (counts.has(text)) continue
    const count = text === '' ? 0 : known.get(text)
    if (count === undefined) open.push(text)
    counts.set(text, count ?? 0)
  }
  const sums = open.map(() => 0)
  const parts = open.flatMap((text, textIndex) => sliceText(text).map((slice) => ({ textIndex, ...slice })))
  await Promise.all(
    packJobs(parts).map(async (job) => {
      const counted = await thread.ask(
        job.map((part) => part.text),
        background ? 'later' : 'first',
      )
      job.forEach((part, i) => {
        sums[part.textIndex]! += counted[i]! * part.times
      })
    }),
  )
  open.forEach((text, i) => {
    const count = Math.round(sums[i]!)
    counts.set(text, count)
    known.set(text, count)
  })
  return texts.map((text) => counts.get(text)!)
}

/** Tokens of each message's content text, in order. */
export async function countMessages(conversation: Conversation): Promise<number[]> {
  const { texts, perMessage } = textsOf(conversation)
  return sumPerMessage(await countTokensOf(texts), perMessage)
}

/** The same for many conversations at once, behind what people wait for. */
export async function countManyMessages(conversations: Conversation[]): Promise<number[][]> {
  const each = conversations.map(textsOf)
  const counts = await countTokensOf(
    each.flatMap(({ texts }) => texts),
    { background: true },
  )
  let at = 0
  return each.map(({ texts, perMessage }) => {
    const own = counts.slice(at, at + texts.length)
    at += texts.length
    return sumPerMessage(own, perMessage)
  })
}

/** Ends the worker thread. Tests and shutdown. */
export async function stopCounting(): Promise<void> {
  await shared.finecutTokens?.thread.stop()
}
