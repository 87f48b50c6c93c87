import 'server-only'
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'

type Open<Job, Answer> = {
  id: number
  job: Job
  resolve: (answer: Answer) => void
  reject: (error: Error) => void
}
type Message<Answer> = { id: number; answer: Answer } | { id: number; error: string }

// Two jobs at the worker keep it busy; what waits here can still be overtaken by a save.
const maxAtWorker = 2

/**
 * The bundle of a thread that belongs to the running program, by FINECUT_THREADS (scripts/bundle.mjs), else its source: a
 * loader of TypeScript for each would take more than they do.
 */
function builtOf(script: string): string {
  const { FINECUT_THREADS: folder } = process.env
  const built = folder && join(folder, basename(script))
  return built && existsSync(built) ? built : resolve(/* turbopackIgnore: true */ process.cwd(), script)
}

/**
 * One worker thread that answers jobs one by one, started at the first job; `first` jobs overtake the others. Its
 * script, a path in the project (`answer.mjs` says how it answers), runs outside of what the app was bundled to. An idle
 * thread ends after `idleMs`, and gives its memory back; one that needs more than `memoryMb` is lost, with its jobs.
 */
export function createThread<Job, Answer>(
  script: string,
  { idleMs = 60_000, memoryMb }: { idleMs?: number; memoryMb?: number } = {},
) {
  type Waiting = Open<Job, Answer>
  const waiting: { first: Waiting[]; later: Waiting[] } = { first: [], later: [] }
  const atWorker = new Map<number, Waiting>()
  let worker: Worker | undefined
  let isWarm = false
  let idle: NodeJS.Timeout | undefined
  let lastId = 0

  function start(): Worker {
    // loaders of the parent are for its TypeScript; the worker brings its own where it needs one
    const started = new Worker(/* turbopackIgnore: true */ builtOf(script), {
      execArgv: ['--conditions=react-server'],
      env: {},
      resourceLimits: {
        maxYoungGenerationSizeMb: 8,
        ...(memoryMb ? { maxOldGenerationSizeMb: memoryMb } : {}),
      },
    })
    started.on('message', (message: Message<Answer>) => settle(message))
    started.on('error', (error) => lose(started, error))
    started.on('exit', (code) => lose(started, new Error(`A worker ended with code ${code}`)))
    return started
  }

  function settle(message: Message<Answer>): void {
    const open = atWorker.get(message.id)
    atWorker.delete(message.id)
    isWarm = true
    if ('answer' in message) open?.resolve(message.answer)
    else open?.reject(new Error(`A worker failed: ${message.error}`))
    send()
  }

  // what the lost worker held fails with its error; what waited goes to a new one
  function lose(lost: Worker, cause: unknown): void {
    if (worker !== lost) return
    worker = undefined
    isWarm = false
    const jobs = [...atWorker.values()]
    atWorker.clear()
    for (const job of jobs) job.reject(new Error('The worker was lost', { cause }))
    send()
  }

  function send(): void {
    clearTimeout(idle)
    while (atWorker.size < maxAtWorker) {
      const open = waiting.first.shift() ?? waiting.later.shift()
      if (!open) break
      worker ??= start()
      worker.ref()
      atWorker.set(open.id, open)
      worker.postMessage({ id: open.id, job: open.job })
    }
    if (atWorker.size > 0) return
    // an idle worker must not keep the process alive, a busy one must
    worker?.unref()
    idle = setTimeout(rest, idleMs).unref()
  }

  // forgotten first: a job that comes while it ends gets a new one
  function rest(): void {
    const idler = worker
    worker = undefined
    isWarm = false
    void idler?.terminate()
  }

  /** Ends the worker, and with an error what it holds; the next job starts a new one. */
  async function stop(): Promise<void> {
    await worker?.terminate()
  }

  return {
    ask(job: Job, queue: 'first' | 'later'): Promise<Answer> {
      return new Promise((resolve, reject) => {
        lastId += 1
        waiting[queue].push({ id: lastId, job, resolve, reject })
        send()
      })
    },
    /** Whether its worker has started, and answered. */
    isWarm: () => isWarm,
    stop,
  }
}

export type Thread<Job, Answer> = ReturnType<typeof createThread<Job, Answer>>
