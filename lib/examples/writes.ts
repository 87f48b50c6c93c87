import 'server-only'
import { sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { addPairs } from '@/lib/db/search-table'
import { type NewExample, pairsOf, toCells } from './row'
import { insertExampleRows } from './writes/imports'

/** Stores at most 500 new examples with their search rows, numbered from `firstNumber` in the given order. */
export async function insertExamples(
  tx: Tx,
  place: { datasetId: string; firstNumber: number; authorId: string; visible: boolean },
  examples: NewExample[],
): Promise<void> {
  const at = sqlTime(new Date())
  const { datasetId, firstNumber } = place
  await insertExampleRows(
    tx,
    examples.map((example, i) => [...toCells(example, { ...place, at }), firstNumber + i]),
  )
  const stored = await tx.example.findMany({
    where: { datasetId, number: { gte: firstNumber, lt: firstNumber + examples.length } },
    orderBy: { number: 'asc' },
    select: { id: true },
  })
  await addPairs(
    tx,
    stored.map(({ id }, i) => [id, pairsOf(examples[i]!.conversation)]),
  )
}
