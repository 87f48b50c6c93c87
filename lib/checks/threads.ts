import 'server-only'
import { createThread, type Thread } from '@/lib/threads/thread'
import type { CheckAnswer, CheckFacts, CheckJob, Described } from './check-job'

export type Queue = 'first' | 'later'
type Ask = (job: CheckJob, queue: Queue) => Promise<CheckAnswer>
// a thread takes a second to start: while somebody works, the first waits for the next save; others give their memory back
const [firstIdleMs, idleMs] = [10 * 60_000, 30_000]
const count = 2

// Next loads modules once per bundle; these threads must serve them all
const shared = globalThis as typeof globalThis & {
  finecutChecks?: { threads: { thread: Thread<CheckJob, CheckAnswer>; open: number }[]; instead?: Ask }
}

function checks() {
  shared.finecutChecks ??= {
    threads: Array.from({ length: count }, (_, i) => ({
      thread: createThread<CheckJob, CheckAnswer>('lib/checks/check-worker.mjs', {
        idleMs: i === 0 ? firstIdleMs : idleMs,
      }),
      open: 0,
    })),
  }
  return shared.finecutChecks
}

const ask: Ask = async (job, queue) => {
  const { threads, instead } = checks()
  if (instead) return instead(job, queue)
  const warm = threads.filter(({ thread }) => thread.isWarm())
  // a save rather waits behind a few examples than for a thread to start
  const able = queue === 'first' && warm.length > 0 ? warm : threads
  const free = able.reduce((a, b) => (b.open < a.open ? b : a))
  const size = sizeOf(job)
  free.open += size
  try {
    return await free.thread.ask(job, queue)
  } finally {
    free.open -= size
  }
}

/** How long a job takes, about. */
const sizeOf = (job: CheckJob): number =>
  job.kind === 'describe' ? 1 : job.examples.reduce((sum, { text }) => sum + text.length, 1)

/** Tests: checks of their own answer, in the place of threads; null: the threads again. */
export function answerChecksBy(instead: ((job: CheckJob) => CheckAnswer) | null): void {
  checks().instead = instead ? async (job) => instead(job) : undefined
}

/** Every check there is, with the settings given, read by its schema. */
export async function describeChecks(
  settings: Extract<CheckJob, { kind: 'describe' }>['settings'],
): Promise<Described[]> {
  const answer = await ask({ kind: 'describe', settings }, 'first')
  return answer !== 'missing' && 'described' in answer ? answer.described : []
}

/** Facts of a dataset under a key that stands for them. */
export type KeyedFacts = { key: string; facts: CheckFacts }

type Asked =
  | Omit<Extract<CheckJob, { kind: 'look' }>, 'of'>
  | Omit<Extract<CheckJob, { kind: 'judge' }>, 'of'>

/** Facts, which may be long, go along only where a thread has not met them. */
export async function askChecks({ key, facts }: KeyedFacts, job: Asked, queue: Queue) {
  const short = await ask({ ...job, of: { key } }, queue)
  return short === 'missing' ? ask({ ...job, of: { key, facts } }, queue) : short
}

/** Starts a thread where none runs, for whoever is about to save. */
export const warmUp = (): void => void ask({ kind: 'describe', settings: [] }, 'first').catch(() => {})

/** Ends the threads. Tests and shutdown. */
export async function stopChecking(): Promise<void> {
  await Promise.all(checks().threads.map(({ thread }) => thread.stop()))
}
