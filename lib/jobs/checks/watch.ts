import 'server-only'
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

/** Checks one example before all others, and those that it touched behind them. */
export async function checkSoon(datasetId: string, number: number): Promise<void> {
  try {
    const example = await db().example.findUnique({
      where: { datasetId_number: { datasetId, number } },
      select: { id: true },
    })
    if (!example) return
    await urgently(() => makeFindings(datasetId, [example.id], { queue: 'first' }))
    publish([{ type: 'findings', datasetId, number, actorId: 'local' }])
    await checkWhereDue(datasetId)
  } catch (error) {
    // it stays due
    logDefect(error, { job: 'check an example' })
  }
}

async function checkWhereDue(datasetId: string): Promise<void> {
  if (await isChangedInBulk(datasetId)) return
  if (await isAnyDue(db(), datasetId)) void checkDue(datasetId)
}
