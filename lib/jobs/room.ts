import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { db, type Tx } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { logDefect } from '@/lib/log/log'
import { openLease, owner, type StopReason } from './lease'
import { addJob, cancelHeld, isHeld, isQueued, lookAtJob } from './writes'

export type { StopReason } from './lease'

type Job = { controller: AbortController; done: Promise<void> }
const shared = globalThis as typeof globalThis & {
  finecutJobs?: {
    jobs: Map<string, Job>
    lastInQueue: Map<string, Promise<void>>
    running: AsyncLocalStorage<{ id: string; controller: AbortController }>
  }
}
shared.finecutJobs ??= { jobs: new Map(), lastInQueue: new Map(), running: new AsyncLocalStorage() }
const { jobs, lastInQueue, running: runningJob } = shared.finecutJobs

/**
 * Runs `body` after what was put into the same queue before it, by any process of the studio, and answers when it has
 * ended. A job that was stopped while it waited still runs, with a signal that is aborted: it has a state to bring in
 * order. `here: true`: other processes may do the same at the same time, and need not know.
 */
export function startJob(
  id: string,
  queue: string,
  body: (signal: AbortSignal) => Promise<void>,
  { here = false } = {},
): Promise<void> {
  const running = jobs.get(id)
  if (running) return running.done
  const controller = new AbortController()
  const lease = here ? null : openLease(id, queue, controller)
  const before = lastInQueue.get(queue) ?? Promise.resolve()
  const done = before.then(async () => {
    try {
      await lease?.turn()
      await runningJob.run({ id, controller }, () => body(controller.signal))
    } catch (error) {
      // the outermost edge: nobody waits for a job's end but this log
      logDefect(error, { job: id })
    } finally {
      await lease?.end().catch((error: unknown) => logDefect(error, { job: id }))
      jobs.delete(id)
      if (lastInQueue.get(queue) === done) lastInQueue.delete(queue)
    }
  })
  lastInQueue.set(queue, done)
  jobs.set(id, { controller, done })
  return done
}

/** Whether a job of this id runs or waits in this process. */
export const hasJob = (id: string): boolean => jobs.has(id)

/** Settles when the job of this id that runs or waits in this process has let go. */
export const jobEnded = (id: string): Promise<void> => jobs.get(id)?.done ?? Promise.resolve()

/**
 * In the transaction that writes down what a job will do: other processes see from its commit on that this one means
 * to do it. `startJob` follows.
 */
export async function announceJob(tx: Tx, id: string, queue: string): Promise<void> {
  if (engine === 'postgresql') await addJob(tx, { id, owner, queue })
}

/** Whether nobody has this job any more: its process ended, or is not heard of. */
export async function isLostJob(id: string): Promise<boolean> {
  return !jobs.has(id) && (engine === 'sqlite' || !(await isHeld(db(), id)))
}

/** Whether no living process has anything in this queue. */
export async function isIdle(queue: string): Promise<boolean> {
  return !lastInQueue.has(queue) && (engine === 'sqlite' || !(await isQueued(db(), queue)))
}

/** Tells a job to stop; false where there is none of this id in this process. */
export function cancelJob(id: string): boolean {
  const job = jobs.get(id)
  job?.controller.abort('cancelled' satisfies StopReason)
  return job !== undefined
}

/**
 * Tells a job to stop when the transaction commits, whichever process has it; false where no other has. Until then,
 * what would keep the job's work waits.
 */
export async function cancelElsewhere(tx: Tx, id: string): Promise<boolean> {
  return engine === 'postgresql' && (await cancelHeld(tx, id))
}

/**
 * What a job writes is written while the job is this process's own: where others cleared up after it, since it was not
 * heard of for too long, its transaction ends here. Outside of a job it says nothing.
 */
export async function requireJob(tx: Tx): Promise<void> {
  const job = runningJob.getStore()
  if (!job || engine === 'sqlite') return
  if ((await lookAtJob(tx, { id: job.id, owner })) !== 'lost') return
  job.controller.abort('shutdown' satisfies StopReason)
  job.controller.signal.throwIfAborted()
}

/** Ends the transaction that would keep a job's work, where someone cancelled the job: of the two, one comes first. */
export async function requireNotCancelled(tx: Tx): Promise<void> {
  const job = runningJob.getStore()
  if (!job) return
  if (engine === 'postgresql' && (await lookAtJob(tx, { id: job.id, owner })) === 'cancelled')
    job.controller.abort('cancelled' satisfies StopReason)
  job.controller.signal.throwIfAborted()
}

/** Tells every job that the process ends, and waits until they have let go. */
export async function stopJobs(): Promise<void> {
  // one that comes to its end may start the next, as an import does that leaves tokens to be counted
  while (jobs.size > 0) {
    const all = [...jobs.values()]
    for (const { controller } of all) controller.abort('shutdown' satisfies StopReason)
    await Promise.all(all.map(({ done }) => done))
  }
}
