import 'server-only'
import { lineHash } from '@/lib/conversations/hash'
import { updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'

type KeptRevision = {
  number: number
  edits: string
  text: string | null
  messageIds: string | null
  approvalHash: string | null
}
const batchSize = 50

/** Puts these in the place of revisions that are there. */
export async function rewriteHistory(tx: Tx, exampleId: number, revisions: KeptRevision[]): Promise<void> {
  const columns = ['edits', 'text', 'messageIds', 'approvalHash']
  for (let i = 0; i < revisions.length; i += batchSize) {
    const rows = revisions
      .slice(i, i + batchSize)
      .map((r) => [exampleId, r.number, r.edits, r.text, r.messageIds, r.approvalHash])
    await updateRows(tx, 'Revision', ['exampleId', 'number'], columns, rows)
  }
}

export type PurgedColumns = { sourceKey: string | null; statusReason: string | null }

/** What an example holds beside its text; the hash of the line it was imported as goes too, being a trace of it. */
export async function setPurgedColumns(
  tx: Tx,
  id: number,
  text: string,
  columns: PurgedColumns | null,
): Promise<void> {
  if (columns) await tx.example.updateMany({ where: { id }, data: columns })
  await tx.example.updateMany({ where: { id, lineHash: { not: null } }, data: { lineHash: lineHash(text) } })
}
