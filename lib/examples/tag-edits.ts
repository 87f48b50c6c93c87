import { tagsAfterAdd } from '@/lib/tags/exclusive'
import type { GroupKind } from '@/lib/tags/schema'
import type { Edit, TagOnExample } from './schema'

/** The edits that put a tag on (or take it off) an example or one of its messages; an exclusive tag displaces its kin. */
export function tagEdits(
  current: TagOnExample[],
  groups: readonly { id: string; kind: GroupKind; tags: readonly { id: string }[] }[],
  tagId: string,
  messageId: string | null,
  on: boolean,
): Edit[] {
  const has = current.some((t) => t.tagId === tagId && t.messageId === messageId)
  if (has === on) return []
  if (!on) return [{ type: 'remove-tag', tagId, messageId }]
  const rules = groups.map((g) => ({ id: g.id, kind: g.kind, tagIds: g.tags.map((t) => t.id) }))
  const { removed } = tagsAfterAdd(current, { tagId, messageId }, rules)
  return [...removed.map((t): Edit => ({ type: 'remove-tag', ...t })), { type: 'add-tag', tagId, messageId }]
}
