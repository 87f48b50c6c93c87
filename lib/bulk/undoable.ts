import type { SentRequest, Undoable } from '@/lib/outbox/schema'

/** A run as one step of the undo stack. */
export function turnedRun(datasetId: string, runId: string): Pick<Undoable, 'undo' | 'redo'> {
  const turn = (undone: boolean): SentRequest => ({
    method: 'POST',
    path: `/datasets/${datasetId}/bulk/${runId}/turn`,
    body: { undone },
  })
  return { undo: turn(true), redo: turn(false) }
}
