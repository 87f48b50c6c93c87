import 'server-only'
import { sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { type NewExample, toRow } from './row'
import { insertExampleRows } from './writes/imports'

/**
 * Stores at most 500 new examples with their search rows, numbered from `firstNumber` in the given order.
 * Rows of a running import are stored with `visible: false`.
 */
export async function insertExamples(
  tx: Tx,
  place: { datasetId: string; firstNumber: number; authorId: string; visible: boolean },
  examples: NewExample[],
): Promise<void> {
  const at = sqlTime(new Date())
  const rows = examples.map((example, i) => toRow(example, { ...place, number: place.firstNumber + i, at }))
  await insertExampleRows(tx, place.datasetId, rows)
}
