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

/** New examples as one step of the undo stack: taken back they are in the trash. */
export function trashedExamples(datasetId: string, numbers: number[]): Pick<Undoable, 'undo' | 'redo'> {
  const trash = (to: boolean): SentRequest => ({
    method: 'POST',
    path: `/datasets/${datasetId}/bulk`,
    body: { action: { type: 'trash', to }, selection: { numbers } },
  })
  return { undo: trash(true), redo: trash(false) }
}
