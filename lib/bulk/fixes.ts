import 'server-only'
import { fixAll } from '@/lib/checks/fix'
import { listFindings } from '@/lib/checks/read'
import type { FindingRow } from '@/lib/checks/schema'
import type { CheckId } from '@/lib/checks/words'
import type { Tx } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import type { TagGroupRow } from '@/lib/tags/schema'
import type { Fixes } from './propose'

const mostFound = 100

/** How what a check found in these examples, and nobody waived, is mended. */
export async function readFixes(
  tx: Tx,
  datasetId: string,
  check: CheckId,
  numbers: readonly number[],
  groups: readonly TagGroupRow[],
): Promise<Fixes> {
  const found = await listFindings(
    tx,
    [
      sql`f."datasetId" = ${datasetId} AND f."checkId" = ${check} AND f."state" = 'open'`,
      dialect.isOneOf('f."number"', [...numbers]),
    ],
    mostFound * numbers.length,
  )
  const byNumber = new Map<number, FindingRow[]>()
  for (const finding of found)
    byNumber.set(finding.number, [...(byNumber.get(finding.number) ?? []), finding])
  return ({ number, draft, tags }) => {
    const mine = byNumber.get(number) ?? []
    if (mine.length === 0) return null
    const edits = fixAll(mine, { draft, tags }, groups)
    // its text is another one by now, and is being checked again; or there is nothing to suggest
    return edits.length > 0 ? { edits } : { skipped: 'noSuggestion' }
  }
}
