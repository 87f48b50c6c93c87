import 'server-only'
import { type Tx, transaction } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { type ChangeOfSide, changeSplits, clearSplits } from '@/lib/examples/writes/splits'
import { keepPlaces } from '@/lib/jobs/split/place-examples'
import type { Survey } from './survey'

// rows are long, and one transaction keeps everyone waiting
const batch = 200

/**
 * Keeps the sides that an export gave, before its files can be had: in the order of the rule, so that what a crash
 * cuts off comes out the same the next time. Commands call it; the rule itself is theirs to keep, at the end.
 * @throws AppError `conflict` `sidesChanged` where somebody gave a side since the survey
 */
export async function keepSides(datasetId: string, survey: Survey): Promise<void> {
  if (survey.placing) return keepPlaces(datasetId, survey.placing)
  if (survey.recipe.reassign) {
    let after: number | null = 0
    while (after !== null) {
      const from: number = after
      after = await transaction((tx: Tx) => clearSplits(tx, datasetId, from, batch))
      await breathe()
    }
  }
  for (let at = 0; at < survey.assigned.length; at += batch) {
    const rows = survey.assigned
      .slice(at, at + batch)
      .map(({ id, split }): ChangeOfSide => ({ id, from: null, to: split }))
    await transaction((tx) => changeSplits(tx, datasetId, rows))
    await breathe()
  }
}
