import 'server-only'
import type { Tx } from '@/lib/db/client'

/** A weak spot that is not deleted, or is where that is asked for. For commands and queries that have authorised. */
export const findSpot = (tx: Tx, datasetId: string, spotId: string) =>
  tx.weakSpot.findUnique({ where: { id: spotId, datasetId } })

export const findPrompt = (tx: Tx, at: { datasetId: string; spotId: string; promptId: string }) =>
  tx.weakSpotPrompt.findUnique({ where: { id: at.promptId, spotId: at.spotId, datasetId: at.datasetId } })

/** Those that a weak spot does not hold yet: prompt and bad answer say which. */
export async function leaveKnown<P extends { prompt: string; badAnswer: string }>(
  tx: Tx,
  spotId: string,
  prompts: P[],
): Promise<P[]> {
  const there = await tx.weakSpotPrompt.findMany({
    where: { spotId, removedAt: null, badAnswer: { in: prompts.map(({ badAnswer }) => badAnswer) } },
    select: { prompt: true, badAnswer: true },
  })
  const keyOf = ({ prompt, badAnswer }: { prompt: string; badAnswer: string }) =>
    JSON.stringify([prompt, badAnswer])
  const known = new Set(there.map(keyOf))
  return prompts.filter((one) => known.size < known.add(keyOf(one)).size)
}
