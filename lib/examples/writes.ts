import 'server-only'
import { sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { type Derived, type NewExample, toRow } from './row'
import type { Edit, Status, TagOnExample } from './schema'
import { insertExampleRows } from './writes/imports'

/**
 * Stores at most 500 new examples with their search rows, numbered from `firstNumber` in the given order.
 * Rows of a running import are stored with `visible: false`.
 */
export async function insertExamples(
  tx: Tx,
  place: { datasetId: string; firstNumber: number; authorId: string; visible: boolean },
  examples: NewExample[],
): Promise<void> {
  const at = sqlTime(new Date())
  const rows = examples.map((example, i) => toRow(example, { ...place, number: place.firstNumber + i, at }))
  await insertExampleRows(tx, place.datasetId, rows)
}

export type ExampleChange = {
  revision: number
  authorId: string
  at: Date
  text?: { text: string; messageIds: string[]; derived: Derived; pairs: string }
  status?: { status: Status; reason: string | null; byId: string }
  approved?: { hash: string; revision: number; byId: string } | null
  autoReturned?: boolean
  trashed?: boolean
  sourceKey?: string | null
}

/** Compare-and-set on the revision the change was made from. @throws AppError `conflict` `staleRevision` */
export async function changeExample(
  tx: Tx,
  id: number,
  fromRevision: number,
  change: ExampleChange,
): Promise<void> {
  const done = await tx.example.updateMany({
    where: { id, revision: fromRevision },
    data: {
      revision: change.revision,
      authorId: change.authorId,
      updatedAt: change.at,
      ...(change.text
        ? {
            text: change.text.text,
            messageIds: JSON.stringify(change.text.messageIds),
            ...change.text.derived,
          }
        : {}),
      ...(change.status
        ? {
            status: change.status.status,
            statusReason: change.status.reason,
            statusById: change.status.byId,
            statusAt: change.at,
          }
        : {}),
      ...(change.approved === undefined
        ? {}
        : {
            approvedHash: change.approved?.hash ?? null,
            approvedRevision: change.approved?.revision ?? null,
            approvedById: change.approved?.byId ?? null,
            approvedAt: change.approved ? change.at : null,
          }),
      ...(change.autoReturned === undefined ? {} : { autoReturned: change.autoReturned }),
      ...(change.trashed === undefined ? {} : { trashedAt: change.trashed ? change.at : null }),
      ...(change.sourceKey === undefined ? {} : { sourceKey: change.sourceKey }),
    },
  })
  if (done.count === 0) throw new AppError('conflict', 'staleRevision')
  if (change.text) {
    await tx.$executeRaw`DELETE FROM "ExampleSearch" WHERE rowid = ${id}`
    await tx.$executeRaw`INSERT INTO "ExampleSearch"(rowid, pairs) VALUES (${id}, ${change.text.pairs})`
  }
}

/** Makes the tags of an example exactly these. */
export async function setTags(
  tx: Tx,
  exampleId: number,
  before: TagOnExample[],
  after: TagOnExample[],
): Promise<void> {
  const key = (t: TagOnExample) => `${t.tagId} ${t.messageId ?? ''}`
  const [had, has] = [new Set(before.map(key)), new Set(after.map(key))]
  for (const t of before.filter((t) => !has.has(key(t))))
    await tx.exampleTag.deleteMany({ where: { exampleId, tagId: t.tagId, messageId: t.messageId ?? '' } })
  for (const t of after.filter((t) => !had.has(key(t))))
    await tx.exampleTag.create({ data: { exampleId, tagId: t.tagId, messageId: t.messageId ?? '' } })
}

export type NewRevision = {
  exampleId: number
  number: number
  authorId: string
  at: Date
  operationId: string | null
  edits: Edit[]
  undoOf?: string | null
  /** Full text, where this revision can't or shouldn't be reached by replaying edits. */
  snapshot?: { text: string; messageIds: string[] }
  approvalHash?: string
  statusAfter?: Status
}

export async function addRevision(tx: Tx, r: NewRevision): Promise<void> {
  await tx.revision.create({
    data: {
      exampleId: r.exampleId,
      number: r.number,
      authorId: r.authorId,
      at: r.at,
      operationId: r.operationId,
      edits: JSON.stringify(r.edits),
      undoOf: r.undoOf ?? null,
      text: r.snapshot?.text ?? null,
      messageIds: r.snapshot ? JSON.stringify(r.snapshot.messageIds) : null,
      approvalHash: r.approvalHash ?? null,
      statusAfter: r.statusAfter ?? null,
    },
  })
}
