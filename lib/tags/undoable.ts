import type { SentRequest, Undoable } from '@/lib/outbox/schema'
import type { Tag, TagChange, TagGroup, TagGroupChange } from './schema'

/** A request, the one that takes it back, and each with what it stands on. */
type Pair = Pick<Undoable, 'undo' | 'redo'>
type Fields = Record<string, unknown>
type Change<T> = Omit<T, 'operationId' | 'from' | 'place'>

const post = (path: string, body: Fields = {}): SentRequest => ({ method: 'POST', path, body })
const patch = (path: string, body: Fields): SentRequest => ({ method: 'PATCH', path, body })
const tagAt = (datasetId: string, id: string) => `/datasets/${datasetId}/tags/${id}`
const groupAt = (datasetId: string, id: string) => `/datasets/${datasetId}/tag-groups/${id}`
const gone = { from: { deleted: true } }

const stateOf = ({ name, color, description, targetMin, targetMax, groupId }: Omit<Tag, 'id'>): Fields => ({
  name,
  color,
  description,
  targetMin,
  targetMax,
  groupId,
})

export function createdTag(
  datasetId: string,
  id: string,
  tag: Pick<Tag, 'name' | 'color' | 'description' | 'groupId'>,
): Pair {
  const from = { ...tag, targetMin: null, targetMax: null, held: false }
  const at = tagAt(datasetId, id)
  return { undo: post(`${at}/delete`, { from }), redo: post(`${at}/restore`, gone) }
}

/** Null where nothing differs. `place`: where it stood in its group. */
export function changedTag(
  datasetId: string,
  tag: Tag,
  place: number,
  change: Change<TagChange>,
): Pair | null {
  const parts = differing(stateOf(tag), change)
  if (!parts) return null
  const { before, after } = parts
  const back = 'groupId' in before ? { ...before, place } : before
  const at = tagAt(datasetId, tag.id)
  return { undo: patch(at, { ...back, from: after }), redo: patch(at, { ...after, from: before }) }
}

export function orderedTags(datasetId: string, groupId: string, before: string[], after: string[]): Pair {
  const order = (tagIds: string[], from: string[]) =>
    post(`/datasets/${datasetId}/tags/order`, { groupId, tagIds, from })
  return { undo: order(before, after), redo: order(after, before) }
}

export function deletedTag(datasetId: string, tag: Tag): Pair {
  const at = tagAt(datasetId, tag.id)
  return { undo: post(`${at}/restore`, gone), redo: post(`${at}/delete`, { from: stateOf(tag) }) }
}

export function restoredTag(datasetId: string, tagId: string): Pair {
  const at = tagAt(datasetId, tagId)
  return { undo: post(`${at}/delete`), redo: post(`${at}/restore`, gone) }
}

export function mergedTag(datasetId: string, tag: Tag, intoId: string): Pair {
  const at = tagAt(datasetId, tag.id)
  return {
    undo: post(`${at}/unmerge`, { from: { intoId } }),
    redo: post(`${at}/merge`, { intoId, from: stateOf(tag) }),
  }
}

export function unmergedTag(datasetId: string, tagId: string, intoId: string): Pair {
  const at = tagAt(datasetId, tagId)
  return { undo: post(`${at}/merge`, { intoId }), redo: post(`${at}/unmerge`, { from: { intoId } }) }
}

export function createdGroup(
  datasetId: string,
  id: string,
  { name, kind }: Pick<TagGroup, 'name' | 'kind'>,
): Pair {
  const at = groupAt(datasetId, id)
  const from = { name, kind, tagIds: [] }
  return { undo: post(`${at}/delete`, { from }), redo: post(`${at}/restore`, gone) }
}

/** Null where nothing differs. */
export function changedGroup(
  datasetId: string,
  { id, name, kind }: TagGroup,
  change: Change<TagGroupChange>,
): Pair | null {
  const parts = differing({ name, kind }, change)
  if (!parts) return null
  const { before, after } = parts
  const at = groupAt(datasetId, id)
  return { undo: patch(at, { ...before, from: after }), redo: patch(at, { ...after, from: before }) }
}

export function orderedGroups(datasetId: string, before: string[], after: string[]): Pair {
  const order = (groupIds: string[], from: string[]) =>
    post(`/datasets/${datasetId}/tag-groups/order`, { groupIds, from })
  return { undo: order(before, after), redo: order(after, before) }
}

export function deletedGroup(datasetId: string, { id, name, kind, tags }: TagGroup): Pair {
  const at = groupAt(datasetId, id)
  const from = { name, kind, tagIds: tags.map((tag) => tag.id) }
  return { undo: post(`${at}/restore`, gone), redo: post(`${at}/delete`, { from }) }
}

export function restoredGroup(datasetId: string, groupId: string): Pair {
  const at = groupAt(datasetId, groupId)
  return { undo: post(`${at}/delete`), redo: post(`${at}/restore`, gone) }
}

/** What a change changes, as it was and as it is then. */
function differing(now: Fields, change: Fields): { before: Fields; after: Fields } | null {
  const keys = Object.keys(change).filter((key) => change[key] !== undefined && change[key] !== now[key])
  if (keys.length === 0) return null
  const pick = (from: Fields) => Object.fromEntries(keys.map((key) => [key, from[key]]))
  return { before: pick(now), after: pick(change) }
}
