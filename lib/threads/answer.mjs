// The other side of thread.ts: answers each job with what `work` makes of it.
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'

/** `priority`: above 0 it lets other threads go first, where the system has a priority for each (Linux has). */
export function answerJobs(work, { priority = 0 } = {}) {
  if (priority > 0 && process.platform === 'linux') setPriority(0, priority)
  parentPort.on('message', async ({ id, job }) => {
    try {
      parentPort.postMessage({ id, answer: await work(job) })
    } catch (error) {
      parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
}
