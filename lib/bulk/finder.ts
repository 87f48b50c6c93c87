import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Semaphore } from 'async-mutex'
import type { Found } from './edits-for'
import type { FindSpec } from './schema'

export type Finder = { find: (texts: string[]) => Promise<Found[]>; close: () => Promise<void> }

// with the start of a new thread an answer stays under half a second
const msPerText = 250
/** After so many texts in a row that took too long, the rest is given up unread. */
const mostGivenUp = 20
// a preview ends within half a second, a run after minutes: neither waits for the other
const atOnce = { preview: new Semaphore(4), run: new Semaphore(2) }

/**
 * Finds and replaces in a thread of its own: the engine's time grows with the text and never explodes, and a text that
 * still takes over 250 ms is `tooComplex`. To be closed.
 */
export async function openFinder(
  use: keyof typeof atOnce,
  spec: FindSpec,
  script = join(/* turbopackIgnore: true */ process.cwd(), 'lib/bulk/find-worker.mjs'),
): Promise<Finder> {
  const [, release] = await atOnce[use].acquire()
  let worker: Worker | null = null
  let givenUp = 0

  async function start(): Promise<Worker> {
    const started = new Worker(/* turbopackIgnore: true */ script, {
      execArgv: [],
      env: {},
      workerData: spec,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    // of one that ends by an error the next question hears by not being answered
    started.on('error', () => {})
    await new Promise<void>((ready, fail) => {
      started.once('message', () => ready())
      started.once('error', fail)
    })
    return started
  }

  /** The answers that come in time; fewer than texts where one took too long, or took too much memory. */
  function ask(to: Worker, texts: string[]): Promise<Found[]> {
    return new Promise((done) => {
      const found: Found[] = []
      let timer = setTimeout(late, msPerText)
      // this thread may have been the busy one: what came meanwhile is heard first
      function late() {
        const before = found.length
        setImmediate(() => found.length === before && end())
      }
      function end() {
        clearTimeout(timer)
        to.off('message', take)
        to.off('error', end)
        done(found)
      }
      function take(answer: Found) {
        found.push(answer)
        if (found.length === texts.length) return end()
        clearTimeout(timer)
        timer = setTimeout(late, msPerText)
      }
      to.on('message', take)
      to.on('error', end)
      to.postMessage({ texts })
    })
  }

  async function find(texts: string[]): Promise<Found[]> {
    const found: Found[] = []
    while (found.length < texts.length) {
      if (givenUp >= mostGivenUp) {
        found.push('tooComplex')
        continue
      }
      worker ??= await start()
      const answers = await ask(worker, texts.slice(found.length))
      if (answers.length > 0) givenUp = 0
      found.push(...answers)
      if (found.length === texts.length) break
      found.push('tooComplex')
      givenUp++
      await worker.terminate()
      worker = null
    }
    return found
  }

  return {
    find,
    close: async () => {
      await worker?.terminate()
      worker = null
      release()
    },
  }
}
