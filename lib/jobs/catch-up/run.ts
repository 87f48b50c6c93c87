import 'server-only'
import { newId } from '@/lib/db/ids'
import { dueTables } from '@/lib/examples/writes/due'
import { publish } from '@/lib/live/hub'
import { isIdle, startJob } from '../room'
import { countTokens } from './count-tokens'
import { createDueList } from './due'
import { indexTexts } from './index-texts'

const queue = 'catch up'
const tellMs = 3_000

/**
 * Does what imports leave for later, behind everything else, in this process: search rows, and then the tokens that are
 * estimates. A new job each time: one that is about to end may have overlooked the latest.
 */
export const catchUp = (): Promise<void> => startJob(`catch up ${newId()}`, queue, catchUpAll)

/** Does what a process that is gone left behind: to be called now and then while others may be at it. */
export async function catchUpForLost(): Promise<void> {
  for (const table of dueTables)
    if ((await createDueList(table).next()).length > 0 && (await isIdle(queue))) return void catchUp()
}

async function catchUpAll(signal: AbortSignal): Promise<void> {
  let toldAt = Date.now()
  const changed = new Set<string>()
  const tell = () => {
    toldAt = Date.now()
    publish([...changed].map((datasetId) => ({ type: 'examples', datasetId, actorId: 'local' })))
    changed.clear()
  }
  const [texts, tokens] = [createDueList('SearchDue'), createDueList('TokensDue')]
  while (!signal.aborted) {
    const toIndex = await texts.next()
    const due = toIndex.length > 0 ? toIndex : await tokens.next()
    if (due.length === 0) break
    if (toIndex.length > 0) await indexTexts(due)
    else await countTokens(due)
    for (const { datasetId } of due) changed.add(datasetId)
    if (Date.now() - toldAt >= tellMs) tell()
  }
  if (changed.size > 0) tell()
}
