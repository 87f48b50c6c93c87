import 'server-only'
import type { Tx } from '@/lib/db/client'

export type AuditRow = {
  actorId: string
  action: string
  datasetId?: string
  target?: string
  details?: unknown
}

export async function addAuditEvent(tx: Tx, row: AuditRow): Promise<void> {
  await tx.auditEvent.create({
    data: {
      actorId: row.actorId,
      action: row.action,
      datasetId: row.datasetId ?? null,
      target: row.target ?? null,
      details: JSON.stringify(row.details ?? {}),
    },
  })
}
