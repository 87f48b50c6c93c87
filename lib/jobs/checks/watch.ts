import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAnyDue } from '@/lib/checks/due'
import { db } from '@/lib/db/client'
import { listenHere, publish } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { logDefect } from '@/lib/log/log'
import { isChangedInBulk } from './is-changed-in-bulk'
import { isOff } from './is-off'
import { makeFindings } from './make'
import { checkDue } from './run'
import { urgently } from './urgent'

// events that say that many examples may have changed
const ofMany: ReadonlySet<LiveEvent['type']> = new Set(['examples', 'tags', 'import', 'bulk'])
// an import or a bulk run tells every second how far it is
const restMs = 1_000

/** From here on, what changes in this process is checked: an example that somebody saved at once, others behind all else. */
export function watchForChecks(): () => void {
  if (isOff()) return () => {}
  const waiting = new Map<string, NodeJS.Timeout>()
  const end = listenHere((event) => {
    if (event.type === 'example') void checkSoon(event.datasetId, event.number)
    if (!ofMany.has(event.type) || !('datasetId' in event) || waiting.has(event.datasetId)) return
    const { datasetId } = event
    const look = () => {
      waiting.delete(datasetId)
      void checkWhereDue(datasetId)
    }
    waiting.set(datasetId, setTimeout(look, restMs).unref())
  })
  return () => {
    end()
    for (const timer of waiting.values()) clearTimeout(timer)
  }
}

// by dataset: numbers of what was saved and not looked at yet
const saved = new Map<string, { numbers: Set<number>; done: Promise<void> }>()
const savedAtOnce = 20

/**
 * Checks an example before all others, and those that it touched behind them; what is saved while another is looked at
 * is looked at together with what else came.
 */
export function checkSoon(datasetId: string, number: number): Promise<void> {
  const known = saved.get(datasetId)
  if (known) {
    known.numbers.add(number)
    return known.done
  }
  const numbers = new Set([number])
  const done = checkSaved(datasetId, numbers)
  saved.set(datasetId, { numbers, done })
  return done
}

async function checkSaved(datasetId: string, numbers: Set<number>): Promise<void> {
  try {
    while (numbers.size > 0) {
      const some = [...numbers].slice(0, savedAtOnce)
      for (const number of some) numbers.delete(number)
      const began = performance.now()
      await checkNow(datasetId, some)
      // where many save, as much time is theirs
      if (numbers.size > 0) await sleep(performance.now() - began)
    }
  } catch (error) {
    // it stays due
    logDefect(error, { job: 'check what was saved' })
  }
  saved.delete(datasetId)
  await checkWhereDue(datasetId).catch((error) => logDefect(error, { job: 'check what is due' }))
}

async function checkNow(datasetId: string, numbers: number[]): Promise<void> {
  const where = { datasetId, number: { in: numbers } }
  const examples = await db().example.findMany({ where, select: { id: true, number: true } })
  if (examples.length === 0) return
  const ids = examples.map(({ id }) => id)
  await urgently(() => makeFindings(datasetId, ids, { queue: 'first' }), ids.length)
  publish(examples.map(({ number }) => ({ type: 'findings', datasetId, number, actorId: 'local' })))
}

async function checkWhereDue(datasetId: string): Promise<void> {
  if (await isChangedInBulk(datasetId)) return
  if (await isAnyDue(db(), datasetId)) void checkDue(datasetId)
}
