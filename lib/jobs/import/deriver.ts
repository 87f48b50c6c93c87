import 'server-only'
import { stat } from 'node:fs/promises'
import { createThread } from '@/lib/threads/thread'
import { type DerivedRows, type DeriveJob, deriveRows } from './derive-rows'

export type Deriver = { derive(job: DeriveJob): Promise<DerivedRows>; stop(): Promise<void> }

// a thread takes half a second to start and 30 MB, more than it saves with a file of a thousand lines
const leastBytes = 2_000_000

/** Derives the rows of one import: in a worker thread where the file is worth one. Stop it at its end. */
export async function createDeriver(path: string): Promise<Deriver> {
  const { size } = await stat(path)
  if (size < leastBytes) return { derive: async (job) => deriveRows(job), stop: async () => {} }
  const thread = createThread<DeriveJob, DerivedRows>('lib/jobs/import/derive-worker.mjs')
  return { derive: (job) => thread.ask(job, 'later'), stop: thread.stop }
}
