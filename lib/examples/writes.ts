import 'server-only'
import { insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { type Derived, exampleColumns, type NewExample, toRow } from './row'
import type { Edit, Status, TagOnExample } from './schema'

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
  await insertRows(
    tx,
    'Example',
    [...exampleColumns],
    rows.map((r) => r.cells),
  )
  // one JSON parameter, joined to the rows just written: the search row carries the example's id
  await tx.$executeRaw`
    INSERT INTO "ExampleSearch"(rowid, pairs)
    SELECT e.id, json_extract(j.value, '$[1]') FROM json_each(${JSON.stringify(rows.map((r) => [r.number, r.pairs]))}) j
    JOIN "Example" e ON e."datasetId" = ${place.datasetId} AND e.number = json_extract(j.value, '$[0]')`
}

/** Removes at most `limit` rows of an import that did not complete, with their search rows; how many there were. */
export async function removeImportedExamples(tx: Tx, importId: string, limit = 500): Promise<number> {
  const ids = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM "Example" WHERE "importId" = ${importId} AND visible = 0 LIMIT ${limit}`
  const list = JSON.stringify(ids.map((row) => Number(row.id)))
  await tx.$executeRaw`DELETE FROM "ExampleSearch" WHERE rowid IN (SELECT value FROM json_each(${list}))`
  await tx.$executeRaw`DELETE FROM "Example" WHERE id IN (SELECT value FROM json_each(${list}))`
  return ids.length
}

/** Makes a complete import's rows appear, all at once. */
export async function showImportedExamples(tx: Tx, importId: string): Promise<number> {
  return tx.$executeRaw`UPDATE "Example" SET visible = 1 WHERE "importId" = ${importId} AND visible = 0`
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
