import 'server-only'
import type { Tx } from '@/lib/db/client'
import { sql } from '@/lib/db/dialect'
import { dueCountSql, holds } from './due-sql'
import { selectIn } from './read'

// What is yet to be checked: examples of "CheckDue", and all whose numbers are in a range of "CheckDueRange".

/** Whether anything of a dataset is due. */
export async function isAnyDue(tx: Tx, datasetId: string): Promise<boolean> {
  const where = { where: { datasetId }, select: { id: true } }
  return (await tx.checkDue.findFirst(where)) !== null || (await tx.checkDueRange.findFirst(where)) !== null
}

export async function isDue(
  tx: Tx,
  { datasetId, exampleId, number }: { datasetId: string; exampleId: number; number: number },
): Promise<boolean> {
  const [row] = await selectIn(
    tx,
    sql`SELECT 1 AS "due" FROM "CheckDue" d WHERE d."datasetId" = ${datasetId} AND d."exampleId" = ${exampleId}
      UNION ALL SELECT 1 FROM "CheckDueRange" r WHERE ${holds(datasetId, sql`${number}`)} LIMIT 1`,
  )
  return row !== undefined
}

/** How many examples of a dataset are due. */
export async function countDue(tx: Tx, datasetId: string): Promise<number> {
  const [row] = await selectIn<{ n: number | bigint }>(tx, dueCountSql(datasetId))
  return Number(row?.n ?? 0)
}
