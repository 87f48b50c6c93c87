import { isAboutDataset } from '@/lib/datasets/undoable'
import { reverseEdits } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'
import { call, newOperationId } from '@/lib/result/call'
import type { Failure, Result } from '@/lib/result/schema'
import type { Outbox } from './outbox'
import type { SentRequest, Undoable, UndoStep } from './schema'
import { isRetryable } from './trouble'

/** What undoing needs of this tab's outbox. */
export type UndoBox = Pick<Outbox, 'userId' | 'push' | 'tell' | 'settled' | 'inTurn'> & {
  storage: Pick<Outbox['storage'], 'listUndo' | 'putUndo' | 'dropUndo' | 'trimUndo'>
}
export type SendRequest = (request: SentRequest) => Promise<Result<unknown>>

export type UndoOutcome =
  | { kind: 'nothing' }
  | { kind: 'edits'; number: number }
  | { kind: 'request'; label: string }
  | { kind: 'failed'; error: Failure }

const sendRequest: SendRequest = ({ method, path, body }) => call<unknown>(method, path, body)
const offline: Failure = { code: 'unavailable', reason: 'offline', message: '', params: {}, id: '' }

/** Takes back my last action in this dataset; without one, my last action if it was about a dataset as a whole. */
export function undoLast(outbox: UndoBox, datasetId: string | null, send = sendRequest) {
  return turnOne(outbox, datasetId, true, send, (steps) => steps.findLast((s) => !s.undone))
}

/** Brings back what I took back last. */
export function redoLast(outbox: UndoBox, datasetId: string | null, send = sendRequest) {
  return turnOne(outbox, datasetId, false, send, (steps) => steps[steps.findLastIndex((s) => !s.undone) + 1])
}

/** Takes back this action, whatever was done since; nothing where it is taken back already. */
export function undoStep(outbox: UndoBox, datasetId: string, id: string, send = sendRequest) {
  return turnOne(outbox, datasetId, true, send, (steps) => steps.find((s) => s.id === id && !s.undone))
}

function turnOne(
  outbox: UndoBox,
  datasetId: string | null,
  undone: boolean,
  send: SendRequest,
  choose: (steps: UndoStep[]) => UndoStep | undefined,
): Promise<UndoOutcome> {
  return outbox.inTurn(async () => {
    const step = choose(await outbox.storage.listUndo(outbox.userId, datasetId))
    const meant =
      step && (datasetId !== null || (step.done.kind === 'request' && isAboutDataset(step.done.undo)))
    return meant ? turn(outbox, step, undone, send) : { kind: 'nothing' }
  })
}

async function turn(
  outbox: UndoBox,
  step: UndoStep,
  undone: boolean,
  send: SendRequest,
): Promise<UndoOutcome> {
  const { done } = step
  if (done.kind === 'request') return turnRequest(outbox, step, done, undone, send)
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

async function turnRequest(
  outbox: UndoBox,
  step: UndoStep,
  done: Undoable,
  undone: boolean,
  send: SendRequest,
): Promise<UndoOutcome> {
  // the server must first have what was done before: it may be about the same tag
  if (!(await outbox.settled(step.datasetId))) return { kind: 'failed', error: offline }
  const operationId = step.turning ?? newOperationId()
  await outbox.storage.putUndo({ ...step, turning: operationId })
  const request = undone ? done.undo : done.redo
  const answer = await send({ ...request, body: { ...request.body, operationId } })
  if (answer.ok) await outbox.storage.putUndo({ ...step, undone, turning: null })
  // refused for good: the way is free to what was done before
  else if (!isRetryable(answer.error)) await outbox.storage.dropUndo([step.id])
  outbox.tell({ type: 'undo-changed', datasetId: step.datasetId })
  return answer.ok ? { kind: 'request', label: done.label } : { kind: 'failed', error: answer.error }
}

/**
 * Remembers an action that is one request (a tag renamed, deleted, merged), so that undo can take it back; the id of
 * its step. `grows`: the step that this is the continuation of, and takes the place of.
 */
export async function rememberRequest(
  outbox: UndoBox,
  datasetId: string,
  request: Undoable,
  grows: string | null = null,
): Promise<string> {
  const steps = grows === null ? [] : await outbox.storage.listUndo(outbox.userId, datasetId)
  const grown = steps.find((s) => s.id === grows && !s.undone)
  return remember(outbox, datasetId, { kind: 'request', ...request }, grown)
}

/** Remembers that an example was made: taking that back puts it into the trash. */
export async function rememberCreated(outbox: UndoBox, datasetId: string, number: number): Promise<void> {
  const edits: Edit[] = [{ type: 'set-trashed', from: true, to: false }]
  await remember(outbox, datasetId, { kind: 'edits', number, edits, revision: 1, operationId: null })
}

async function remember(
  outbox: UndoBox,
  datasetId: string,
  done: UndoStep['done'],
  grown?: UndoStep,
): Promise<string> {
  const id = grown?.id ?? newOperationId()
  const at = grown?.at ?? Date.now()
  await outbox.storage.putUndo({ id, userId: outbox.userId, datasetId, at, undone: false, done })
  await outbox.storage.trimUndo(outbox.userId, datasetId, id)
  outbox.tell({ type: 'undo-changed', datasetId })
  return id
}
