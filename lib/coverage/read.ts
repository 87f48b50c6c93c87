import 'server-only'
import type { Tx } from '@/lib/db/client'

/** What a dataset has set of its table. For commands and queries that have authorised. */
export async function coverageOf(tx: Tx, datasetId: string) {
  const set = await tx.coverage.findUnique({
    where: { datasetId },
    select: { kindGroupId: true, topicGroupId: true, target: true },
  })
  const own = await tx.coverageTarget.findMany({
    where: { datasetId },
    select: { kindTagId: true, topicTagId: true, target: true },
  })
  const templates = await tx.coverageTemplate.findMany({
    where: { datasetId },
    select: { kindTagId: true, user: true, assistant: true },
  })
  return { set: set ?? { kindGroupId: null, topicGroupId: null, target: null }, own, templates }
}
