import type { SentRequest, Undoable } from '@/lib/outbox/schema'
import type { ApartRequest } from './schema'

/** Telling examples apart as one step of the undo stack. */
export function toldApart(datasetId: string, sets: ApartRequest['sets']): Pick<Undoable, 'undo' | 'redo'> {
  const turn = (apart: boolean): SentRequest => ({
    method: 'POST',
    path: `/datasets/${datasetId}/duplicates/apart`,
    body: { sets, apart },
  })
  return { undo: turn(false), redo: turn(true) }
}
