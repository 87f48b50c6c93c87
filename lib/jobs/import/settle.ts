import 'server-only'
import { reserveNumbers } from '@/lib/datasets/writes'
import { breathe } from '@/lib/db/reader'
import { removeImportedExamples } from '@/lib/examples/writes/imports'
import { type Counts, markComplete } from '@/lib/imports/writes'
import { requireNotCancelled } from '../room'
import { type End, type Settled, tell, writeEnd } from './end'
import { firstHiddenNumber, rowsPerStep } from './job'
import { persist } from './persist'
import { showStep } from './show'
import { collectTagNames, makeTags } from './tag-rows'

/**
 * Decides that what an import stored stays, and gives its rows their numbers: `shift` above the hidden ones. They are
 * shown in steps, since one update of 100,000 rows would hold up everyone for seconds; a crash between two steps is
 * mended at the next start, forwards. Tags that its rows name and that are not there yet are made with the decision.
 */
export async function decideToKeep(
  settled: Settled & { makesTags: boolean },
  counts: Counts,
  signal: AbortSignal,
): Promise<number> {
  const tags = settled.makesTags && settled.plan?.mapping?.tags
  const names = tags ? await collectTagNames(settled, counts.stored, tags, signal) : []
  return persist(async (tx) => {
    signal.throwIfAborted()
    await requireNotCancelled(tx)
    const firstNumber = await reserveNumbers(tx, settled.datasetId, counts.stored)
    const shift = firstNumber - firstHiddenNumber
    await markComplete(tx, settled.importId, counts)
    if (tags) await makeTags(tx, settled, names, tags)
    await showStep(tx, settled, 0, shift)
    return shift
  })
}

/** Takes back all that an import stored, in steps, and then says how it ended. */
export async function takeBackImport(settled: Settled, end: End): Promise<void> {
  while ((await persist((tx) => removeImportedExamples(tx, settled.importId, rowsPerStep))) > 0)
    await breathe()
  await persist((tx) => writeEnd(tx, settled, end))
  tell(settled, false)
}
