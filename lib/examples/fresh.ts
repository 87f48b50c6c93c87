import 'server-only'
import type { Conversation } from '@/lib/conversations/schema'
import { createThread, type Thread } from '@/lib/threads/thread'
import { type Fresh, type FreshJob, freshOf } from './row'

// Next loads modules once per bundle; one thread must serve them all.
const shared = globalThis as typeof globalThis & { finecutFresh?: Thread<FreshJob, Fresh> }

/** From here on a thread works it out: what takes this one ten milliseconds holds up everybody's saves. */
export const longText = 400_000

/** What follows from a text; a long one's in a thread. */
export async function deriveFresh(job: FreshJob, conversation: Conversation): Promise<Fresh> {
  if (job.text.length < longText) return freshOf(job, conversation)
  return freshThread().ask(job, 'first')
}

export function freshThread(): Thread<FreshJob, Fresh> {
  shared.finecutFresh ??= createThread('lib/examples/fresh-worker.mjs')
  return shared.finecutFresh
}
