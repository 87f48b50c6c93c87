import type { SentRequest, Undoable } from '@/lib/outbox/schema'
import type { DatasetState } from './schema'

type Pair = Pick<Undoable, 'undo' | 'redo'>

/** A new name, or new guidelines: each with what it stands on, so that another's change since is kept. */
export function changedDataset<Key extends 'name' | 'guidelines'>(
  datasetId: string,
  key: Key,
  before: string,
  after: string,
): Pair {
  const set = (to: string, from: string): SentRequest => ({
    method: 'PATCH',
    path: `/datasets/${datasetId}`,
    body: { [key]: to, from: { [key]: from } },
  })
  return { undo: set(before, after), redo: set(after, before) }
}

export function movedDataset(datasetId: string, before: DatasetState, after: DatasetState): Pair {
  const set = (state: DatasetState, from: DatasetState): SentRequest => ({
    method: 'POST',
    path: `/datasets/${datasetId}/state`,
    body: { state, from: { state: from } },
  })
  return { undo: set(before, after), redo: set(after, before) }
}

/** Whether an undo step is about the dataset itself, and so can be taken back from the list of datasets. */
export const isAboutDataset = ({ path }: SentRequest): boolean => /^\/datasets\/[^/]+(\/state)?$/.test(path)
