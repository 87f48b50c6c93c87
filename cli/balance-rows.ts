import type { BalanceRow } from '@/lib/balance/schema'
import type { TagGroup } from '@/lib/tags/schema'

/** Rows of a plan by name; `tag` null stands for what holds none of an exclusive group. */
export function rowNames(rows: readonly BalanceRow[], groups: readonly TagGroup[]) {
  const nameOf = new Map(groups.flatMap(({ tags }) => tags).map(({ id, name }) => [id, name]))
  const groupOf = new Map(groups.map(({ id, name }) => [id, name]))
  return rows.map(({ groupId, tagId, blockedBy, ...row }) => ({
    tag: tagId === null ? null : (nameOf.get(tagId) ?? tagId),
    group: groupOf.get(groupId) ?? groupId,
    ...row,
    blockedBy: blockedBy === null ? null : (nameOf.get(blockedBy) ?? blockedBy),
  }))
}
