import 'server-only'
import { transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { breathe } from '@/lib/db/reader'
import { touchTagged } from '@/lib/examples/writes/touch'
import { publish } from '@/lib/live/hub'
import { startJob } from './room'

// rows are long, and one transaction keeps everyone waiting
const examplesPerStep = 500

/**
 * Behind a merge of a tag, or its taking back: each example that holds the tag changed now. A merge is one statement;
 * this would make it take ten times as long while others wait.
 */
export function touchTaggedInBackground(datasetId: string, tagId: string, actorId: string): Promise<void> {
  const at = new Date()
  return startJob(
    `touch ${newId()}`,
    `touch ${datasetId}`,
    async (signal) => {
      for (let after: number | null = 0; after !== null && !signal.aborted; ) {
        const from: number = after
        after = await transaction((tx) => touchTagged(tx, tagId, at, from, examplesPerStep))
        await breathe()
      }
      publish([{ type: 'examples', datasetId, actorId }])
    },
    { here: true },
  )
}
