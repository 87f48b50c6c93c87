import 'server-only'
import { logDefect } from '@/lib/log/log'

/** Why a job's signal aborts: a person cancelled it, or the process ends and another will clear up after it. */
export type StopReason = 'cancelled' | 'shutdown'

type Job = { controller: AbortController; done: Promise<void> }
const shared = globalThis as typeof globalThis & {
  finecutJobs?: { jobs: Map<string, Job>; lastInQueue: Map<string, Promise<void>> }
}
shared.finecutJobs ??= { jobs: new Map(), lastInQueue: new Map() }
const { jobs, lastInQueue } = shared.finecutJobs

/**
 * Runs `body` after what was put into the same queue before it, and answers when it has ended. A job that was
 * stopped while it waited still runs, with a signal that is aborted: it has a state to bring in order.
 */
export function startJob(
  id: string,
  queue: string,
  body: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const running = jobs.get(id)
  if (running) return running.done
  const controller = new AbortController()
  const before = lastInQueue.get(queue) ?? Promise.resolve()
  const done = before.then(async () => {
    try {
      await body(controller.signal)
    } catch (error) {
      // the outermost edge: nobody waits for a job's end but this log
      logDefect(error, { job: id })
    } finally {
      jobs.delete(id)
      if (lastInQueue.get(queue) === done) lastInQueue.delete(queue)
    }
  })
  lastInQueue.set(queue, done)
  jobs.set(id, { controller, done })
  return done
}

export const hasJob = (id: string): boolean => jobs.has(id)

/** Tells a job to stop; false where there is none of this id in this process. */
export function cancelJob(id: string): boolean {
  const job = jobs.get(id)
  job?.controller.abort('cancelled' satisfies StopReason)
  return job !== undefined
}

/** Tells every job that the process ends, and waits until they have let go. */
export async function stopJobs(): Promise<void> {
  const all = [...jobs.values()]
  for (const { controller } of all) controller.abort('shutdown' satisfies StopReason)
  await Promise.all(all.map(({ done }) => done))
}
