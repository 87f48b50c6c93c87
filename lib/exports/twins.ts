import { sameContent } from '@/lib/balance/order'
import { sql } from '@/lib/db/dialect'
import { eachPair } from '@/lib/duplicates/read'
import type { Chosen } from './choose'
import type { Reader } from './reader'

/** The example with a smaller number that this one repeats, and how like they are. */
export type Twin = { of: number; alike: number }

/** Examples that another of the chosen makes superfluous: with the same content, or as the last comparison found. */
export async function findTwins(
  reader: Reader,
  datasetId: string,
  chosen: readonly Chosen[],
): Promise<Map<number, Twin>> {
  const twins = new Map<number, Twin>()
  for (const [number, of] of sameContent(chosen)) twins.set(number, { of, alike: 1 })
  const [run] = await reader.read<{ threshold: number }>(
    sql`SELECT r."threshold" FROM "DuplicateRun" r WHERE r."datasetId" = ${datasetId} AND r."state" = 'done'
      ORDER BY r."startedAt" DESC, r."id" DESC LIMIT 1`,
  )
  if (!run) return twins
  const numbers = new Map(chosen.map(({ id, number }) => [id, number]))
  for await (const pairs of eachPair((statement) => reader.read(statement), datasetId, run.threshold)) {
    for (const { lowId, highId, alike } of pairs) {
      const [one, other] = [numbers.get(lowId), numbers.get(highId)]
      if (one === undefined || other === undefined) continue
      const [of, number] = [Math.min(one, other), Math.max(one, other)]
      if (alike > (twins.get(number)?.alike ?? 0)) twins.set(number, { of, alike })
    }
    await reader.pause()
  }
  return twins
}
