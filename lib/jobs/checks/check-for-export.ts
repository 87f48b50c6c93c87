import 'server-only'
import { db } from '@/lib/db/client'
import type { Recipe } from '@/lib/exports/schema'
import { checkDue } from './run'

/** Before an export that open findings block, those are made that are due. */
export async function checkForExport(datasetId: string, { findings }: Recipe): Promise<void> {
  if (findings === 'off') return
  if (await db().checkDue.findFirst({ where: { datasetId }, select: { id: true } })) await checkDue(datasetId)
}
