import { edgeCaseKindOf } from '@/lib/checks/edge-case-kinds'
import type { TagGroupRow } from '@/lib/tags/schema'

type Chosen = { kindGroupId: string | null; topicGroupId: string | null }

/**
 * The groups that the table stands on: those that were chosen and are still there, else the first whose tags mean kinds of edge
 * case, and the first other one that is called topics.
 */
export function groupsOfTable(groups: readonly TagGroupRow[], { kindGroupId, topicGroupId }: Chosen) {
  const isKinds = ({ tags }: TagGroupRow) => tags.some(({ name }) => edgeCaseKindOf(name) !== null)
  const kinds =
    groups.find(({ id }) => id === kindGroupId) ??
    groups.find((group) => group.id !== topicGroupId && isKinds(group))
  const others = groups.filter(({ id }) => id !== kinds?.id)
  const topics =
    others.find(({ id }) => id === topicGroupId) ??
    others.find(({ name }) => /topic|subject|area|주제|분야/i.test(name))
  return { kinds: kinds ?? null, topics: topics ?? null }
}
