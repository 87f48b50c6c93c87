import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

type Job = {
  id: number
  texts: string[]
  resolve: (counts: number[]) => void
  reject: (error: Error) => void
}
type Answer = { id: number; counts: number[] } | { id: number; error: string }

// Two jobs at the worker keep it busy; what waits here can still be overtaken by a save.
const maxAtWorker = 2

/** One worker thread that counts jobs of texts, started at the first job; `first` jobs overtake the others. */
export function createCounter(
  script = join(/* turbopackIgnore: true */ process.cwd(), 'lib/tokens/worker.mjs'),
) {
  const waiting: { first: Job[]; later: Job[] } = { first: [], later: [] }
  const atWorker = new Map<number, Job>()
  let worker: Worker | undefined
  let lastId = 0

  function start(): Worker {
    // loaders and conditions of the parent are for its TypeScript; the worker has none
    const started = new Worker(/* turbopackIgnore: true */ script, {
      execArgv: [],
      env: {},
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    })
    started.on('message', (answer: Answer) => settle(answer))
    started.on('error', (error) => lose(started, error))
    started.on('exit', (code) => lose(started, new Error(`The token worker ended with code ${code}`)))
    return started
  }

  function settle(answer: Answer): void {
    const job = atWorker.get(answer.id)
    atWorker.delete(answer.id)
    if ('counts' in answer) job?.resolve(answer.counts)
    else job?.reject(new Error(`Counting tokens failed: ${answer.error}`))
    send()
  }

  // what the lost worker held fails with its error; what waited goes to a new one
  function lose(lost: Worker, cause: unknown): void {
    if (worker !== lost) return
    worker = undefined
    const jobs = [...atWorker.values()]
    atWorker.clear()
    for (const job of jobs) job.reject(new Error('The token worker was lost', { cause }))
    send()
  }

  function send(): void {
    while (atWorker.size < maxAtWorker) {
      const job = waiting.first.shift() ?? waiting.later.shift()
      if (!job) break
      worker ??= start()
      worker.ref()
      atWorker.set(job.id, job)
      worker.postMessage({ id: job.id, texts: job.texts })
    }
    // an idle worker must not keep the process alive, a busy one must
    if (atWorker.size === 0) worker?.unref()
  }

  return {
    count(texts: string[], queue: 'first' | 'later'): Promise<number[]> {
      return new Promise((resolve, reject) => {
        lastId += 1
        waiting[queue].push({ id: lastId, texts, resolve, reject })
        send()
      })
    },
    /** Ends the worker, and with an error what it holds; the next job starts a new one. */
    async stop(): Promise<void> {
      await worker?.terminate()
    },
  }
}

export type Counter = ReturnType<typeof createCounter>
