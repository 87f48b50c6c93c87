import 'server-only'
import { type Cell, deleteRows, insertRows, sqlTime, updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import type { ExampleChange, NewRevision, PreparedChange } from '../change'
import type { TagOnExample } from '../schema'
import { setAlternatives } from './alternatives'
import { setSearchRows } from './due'

/**
 * Writes at most 500 new revisions of as many examples, each by compare-and-set on the revision it was made from. Ids
 * of those that took; of the others nothing is written: another save came first.
 */
export async function writeChanges(tx: Tx, changes: PreparedChange[]): Promise<Set<number>> {
  const taken = await changeExamples(tx, changes)
  const done = changes.filter(({ id }) => taken.has(id))
  await setSearchRows(
    tx,
    done.flatMap(({ id, change }) => (change.text?.pairs == null ? [] : [[id, change.text.pairs] as const])),
  )
  await setTags(tx, done)
  await setAlternatives(tx, done)
  await addRevisions(
    tx,
    done.flatMap(({ original, revision }) => (original ? [original, revision] : [revision])),
  )
  return taken
}

type OneChange = Pick<PreparedChange, 'id' | 'fromRevision' | 'change'>

/** At most 500 changes, without their revision rows; ids of those that took. */
export async function changeExamples(tx: Tx, changes: OneChange[]): Promise<Set<number>> {
  type Row = { id: number; fromRevision: number; cells: Record<string, Cell> }
  const alike = new Map<string, Row[]>()
  for (const { id, fromRevision, change } of changes) {
    const cells = cellsOf(change)
    const key = Object.keys(cells).join()
    alike.set(key, [...(alike.get(key) ?? []), { id, fromRevision, cells }])
  }
  const taken = new Set<number>()
  for (const group of alike.values()) {
    const columns = Object.keys(group[0]!.cells)
    const rows = group.map(({ id, fromRevision, cells }) => [
      id,
      fromRevision,
      ...columns.map((column) => cells[column]!),
    ])
    const ids = await updateRows(tx, 'Example', ['id', 'revision'], columns, rows)
    for (const id of ids) taken.add(Number(id))
  }
  return taken
}

/** The columns that a change sets; rows that set the same ones are written together. */
function cellsOf(change: ExampleChange): Record<string, Cell> {
  const at = sqlTime(change.at)
  const { text, status, approved } = change
  return {
    revision: change.revision,
    authorId: change.authorId,
    updatedAt: at,
    ...(text ? { text: text.text, messageIds: JSON.stringify(text.messageIds), ...text.derived } : {}),
    ...(status
      ? {
          status: status.status,
          statusReason: status.reason,
          statusById: status.byId,
          statusAt: at,
        }
      : {}),
    ...(approved === undefined
      ? {}
      : {
          approvedHash: approved?.hash ?? null,
          approvedRevision: approved?.revision ?? null,
          approvedById: approved?.byId ?? null,
          approvedAt: approved ? at : null,
        }),
    ...(change.autoReturned === undefined ? {} : { autoReturned: change.autoReturned ? 1 : 0 }),
    ...(change.trashed === undefined ? {} : { trashedAt: change.trashed ? at : null }),
    ...(change.sourceKey === undefined ? {} : { sourceKey: change.sourceKey }),
  }
}

/** Makes the tags of each example exactly those of `after`. */
export async function setTags(tx: Tx, changes: Pick<PreparedChange, 'id' | 'tags'>[]): Promise<void> {
  const gone: Cell[][] = []
  const come: Cell[][] = []
  for (const { id, tags } of changes) {
    const [had, has] = [new Set(tags.before.map(keyOf)), new Set(tags.after.map(keyOf))]
    gone.push(...tags.before.filter((t) => !has.has(keyOf(t))).map((t) => rowOf(id, t)))
    come.push(...tags.after.filter((t) => !had.has(keyOf(t))).map((t) => rowOf(id, t)))
  }
  const columns = ['exampleId', 'tagId', 'messageId']
  await deleteRows(tx, 'ExampleTag', columns, gone)
  await insertRows(tx, 'ExampleTag', columns, come)
}

const keyOf = (t: TagOnExample) => `${t.tagId} ${t.messageId ?? ''}`
const rowOf = (exampleId: number, t: TagOnExample): Cell[] => [exampleId, t.tagId, t.messageId ?? '']

async function addRevisions(tx: Tx, revisions: NewRevision[]): Promise<void> {
  await insertRows(
    tx,
    'Revision',
    [
      'exampleId',
      'number',
      'authorId',
      'at',
      'operationId',
      'edits',
      'undoOf',
      'text',
      'messageIds',
      'approvalHash',
      'statusAfter',
    ],
    revisions.map((r) => [
      r.exampleId,
      r.number,
      r.authorId,
      sqlTime(r.at),
      r.operationId,
      JSON.stringify(r.edits),
      r.undoOf ?? null,
      r.snapshot?.text ?? null,
      r.snapshot ? JSON.stringify(r.snapshot.messageIds) : null,
      r.approvalHash ?? null,
      r.statusAfter ?? null,
    ]),
  )
}
