import 'server-only'
import type { Tx } from '@/lib/db/client'

/** A weak spot that is not deleted, or is where that is asked for. For commands and queries that have authorised. */
export const findSpot = (tx: Tx, datasetId: string, spotId: string) =>
  tx.weakSpot.findUnique({ where: { id: spotId, datasetId } })

export const findPrompt = (tx: Tx, at: { datasetId: string; spotId: string; promptId: string }) =>
  tx.weakSpotPrompt.findUnique({ where: { id: at.promptId, spotId: at.spotId, datasetId: at.datasetId } })
