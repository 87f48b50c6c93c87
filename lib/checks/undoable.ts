import type { SentRequest, Undoable } from '@/lib/outbox/schema'
import type { CheckChange, WaiveRequest } from './schema'
import type { CheckId } from './words'

type Waive = Extract<WaiveRequest, { waived: true }>

/** Waiving as one step of the undo stack. */
export function waived(
  datasetId: string,
  { act, reason, which }: Omit<Waive, 'operationId' | 'waived'>,
): Pick<Undoable, 'undo' | 'redo'> {
  return {
    undo: waiveRequest(datasetId, { waived: false, which: { act } }),
    redo: waiveRequest(datasetId, { waived: true, act, reason, which }),
  }
}

const waiveRequest = (datasetId: string, body: Record<string, unknown>): SentRequest => ({
  method: 'POST',
  path: `/datasets/${datasetId}/findings/waive`,
  body,
})

type Stood = Pick<CheckChange, 'isOn' | 'severity' | 'settings'>

/** A change of a check's setting as one step of the undo stack; both name the same fields. */
export function checkSet(
  datasetId: string,
  check: CheckId,
  { from, to }: { from: Stood; to: Stood },
): Pick<Undoable, 'undo' | 'redo'> {
  const send = (body: Record<string, unknown>): SentRequest => ({
    method: 'PATCH',
    path: `/datasets/${datasetId}/checks/${check}`,
    body,
  })
  return { undo: send({ ...from, from: to }), redo: send({ ...to, from }) }
}
