// The other side of thread.ts: answers each job with what `work` makes of it.
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'

// Linux has a priority for each thread: the one that answers people comes before those that work for it
const behindOthers = 10

export function answerJobs(work) {
  if (process.platform === 'linux') setPriority(0, behindOthers)
  parentPort.on('message', async ({ id, job }) => {
    try {
      parentPort.postMessage({ id, answer: await work(job) })
    } catch (error) {
      parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
}
