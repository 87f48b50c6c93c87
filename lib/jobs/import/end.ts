import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import type { Tx } from '@/lib/db/client'
import type { Mapping } from '@/lib/formats/schema'
import type { ImportState } from '@/lib/imports/schema'
import { type Counts, endImport } from '@/lib/imports/writes'
import { publish } from '@/lib/live/hub'

/** `plan` of an import that may have tags to put on its rows. */
export type Settled = {
  importId: string
  datasetId: string
  actorId: string
  plan?: { mapping: Mapping | null }
}
export type End = { state: Exclude<ImportState, 'running'>; message?: string; counts: Counts }

export async function writeEnd(tx: Tx, { importId, datasetId, actorId }: Settled, end: End): Promise<void> {
  await endImport(tx, importId, end)
  const details = { state: end.state, ...end.counts }
  await addAuditEvent(tx, { actorId, action: 'import.end', datasetId, target: importId, details })
}

export function tell({ importId, datasetId, actorId, plan }: Settled, examplesChanged: boolean): void {
  const tags = plan?.mapping?.tags ? ([{ type: 'tags', datasetId, actorId }] as const) : []
  publish([
    { type: 'import', datasetId, importId, actorId },
    ...(examplesChanged ? ([{ type: 'examples', datasetId, actorId }, ...tags] as const) : []),
  ])
}
