import 'server-only'
import { insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'

export type AuditRow = {
  actorId: string
  action: string
  datasetId?: string
  target?: string
  details?: unknown
}

export const addAuditEvent = (tx: Tx, row: AuditRow): Promise<void> => addAuditEvents(tx, new Date(), [row])

/** At most 500 of them at once. */
export async function addAuditEvents(tx: Tx, at: Date, rows: AuditRow[]): Promise<void> {
  await insertRows(
    tx,
    'AuditEvent',
    ['at', 'actorId', 'action', 'datasetId', 'target', 'details'],
    rows.map((row) => [
      sqlTime(at),
      row.actorId,
      row.action,
      row.datasetId ?? null,
      row.target ?? null,
      JSON.stringify(row.details ?? {}),
    ]),
  )
}
