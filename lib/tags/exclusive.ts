import type { TagOnExample } from '@/lib/examples/schema'
import type { GroupKind } from './schema'

/** What the rule needs to know of a group. */
export type TagRule = { id: string; kind: GroupKind; tagIds: readonly string[] }

/**
 * What adding a tag at its place (the example, or one message) does: in an exclusive group the others of that group
 * leave this place. `removed` holds the very objects of `current`; a tag already there, or in no group, adds nothing.
 */
export function tagsAfterAdd(
  current: readonly TagOnExample[],
  add: TagOnExample,
  groups: readonly TagRule[],
): { removed: TagOnExample[]; added: TagOnExample[] } {
  const group = groups.find((g) => g.tagIds.includes(add.tagId))
  const here = current.filter((t) => t.messageId === add.messageId)
  if (!group || here.some((t) => t.tagId === add.tagId)) return { removed: [], added: [] }
  const removed = group.kind === 'exclusive' ? here.filter((t) => group.tagIds.includes(t.tagId)) : []
  return { removed, added: [add] }
}

/** The tags that can't stand where this one does: the others of its group, where that is exclusive. */
export function rivalsOf(
  group: { kind: GroupKind; tags: readonly { id: string }[] },
  ...tagIds: string[]
): string[] {
  if (group.kind === 'open') return []
  return group.tags.map((tag) => tag.id).filter((id) => !tagIds.includes(id))
}
