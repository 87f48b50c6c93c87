import { reverseEdits } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'
import { call, newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import type { Outbox } from './outbox'
import type { SentRequest, UndoStep } from './schema'

export type UndoOutcome =
  | { kind: 'nothing' }
  | { kind: 'edits'; number: number }
  | { kind: 'request'; label: string }
  | { kind: 'failed'; error: Failure }

/** Takes back my last action in this dataset, as a new revision. */
export async function undoLast(outbox: Outbox, datasetId: string): Promise<UndoOutcome> {
  const steps = await outbox.storage.listUndo(outbox.userId, datasetId)
  const step = steps.findLast((s) => !s.undone)
  return step ? turn(outbox, step, true) : { kind: 'nothing' }
}

/** Brings back what I took back last. */
export async function redoLast(outbox: Outbox, datasetId: string): Promise<UndoOutcome> {
  const steps = await outbox.storage.listUndo(outbox.userId, datasetId)
  const last = steps.findLastIndex((s) => !s.undone)
  const step = steps[last + 1]
  return step ? turn(outbox, step, false) : { kind: 'nothing' }
}

async function turn(outbox: Outbox, step: UndoStep, undone: boolean): Promise<UndoOutcome> {
  const { done } = step
  if (done.kind === 'request') {
    const answer = await sendRequest(undone ? done.undo : done.redo)
    if (!answer.ok) return { kind: 'failed', error: answer.error }
    await outbox.storage.putUndo({ ...step, undone })
    return { kind: 'request', label: done.label }
  }
  await outbox.storage.putUndo({ ...step, undone })
  const { kept } = outbox.push({
    datasetId: step.datasetId,
    number: done.number,
    revision: done.revision,
    edits: undone ? reverseEdits(done.edits) : done.edits,
    undoOf: done.operationId,
    step: null,
    undoId: step.id,
  })
  await kept
  outbox.tell({ type: 'undo-changed', datasetId: step.datasetId })
  return { kind: 'edits', number: done.number }
}

const sendRequest = (request: SentRequest) =>
  call<unknown>(request.method, request.path, { ...request.body, operationId: newOperationId() })

/** Remembers an action that is one request (a tag renamed, deleted, merged), so that undo can take it back. */
export async function rememberRequest(
  outbox: Outbox,
  datasetId: string,
  request: { label: string; undo: SentRequest; redo: SentRequest },
): Promise<void> {
  await remember(outbox, datasetId, { kind: 'request', ...request })
}

/** Remembers that an example was made: taking that back puts it into the trash. */
export async function rememberCreated(outbox: Outbox, datasetId: string, number: number): Promise<void> {
  const edits: Edit[] = [{ type: 'set-trashed', from: true, to: false }]
  await remember(outbox, datasetId, { kind: 'edits', number, edits, revision: 1, operationId: null })
}

async function remember(outbox: Outbox, datasetId: string, done: UndoStep['done']): Promise<void> {
  const id = newOperationId()
  await outbox.storage.putUndo({ id, userId: outbox.userId, datasetId, at: Date.now(), undone: false, done })
  await outbox.storage.trimUndo(outbox.userId, datasetId, id)
  outbox.tell({ type: 'undo-changed', datasetId })
}
