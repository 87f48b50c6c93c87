// The other side of thread.ts: answers each job with what `work` makes of it.
import { parentPort } from 'node:worker_threads'

export function answerJobs(work) {
  parentPort.on('message', async ({ id, job }) => {
    try {
      parentPort.postMessage({ id, answer: await work(job) })
    } catch (error) {
      parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
}
