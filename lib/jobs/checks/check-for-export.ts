import 'server-only'
import { isAnyDue } from '@/lib/checks/due'
import { db } from '@/lib/db/client'
import type { Recipe } from '@/lib/exports/schema'
import { checkDue } from './run'

/** Before an export that open findings block, those are made that are due. */
export async function checkForExport(datasetId: string, { findings }: Recipe): Promise<void> {
  if (findings === 'off') return
  if (await isAnyDue(db(), datasetId)) await checkDue(datasetId)
}
