import type { GroupKind } from '@/lib/tags/schema'
import type { CountedExample, Distribution, DistributionBy } from './schema'

export type GroupOfTags = { id: string; name: string; kind: GroupKind; tags: readonly { id: string }[] }

/** The distribution of these examples; excluded ones and those in the trash count nowhere. */
export function distributionOf(
  examples: Iterable<CountedExample>,
  groups: readonly GroupOfTags[],
  by: DistributionBy,
): Distribution {
  const empty: Distribution = {
    by,
    total: 0,
    groups: groups.map(({ id, name, kind, tags }) => ({
      groupId: id,
      name,
      kind,
      untagged: 0,
      tags: tags.map((tag) => ({ tagId: tag.id, count: 0 })),
    })),
  }
  let sum = empty
  for (const example of examples) sum = addExamples(sum, example, 1)
  return sum
}

/**
 * The distribution after one example changed, without asking the server; null stands for an example that is not
 * among those counted (it wasn't there, or the filter doesn't find it).
 */
export function applyChange(
  distribution: Distribution,
  before: CountedExample | null,
  after: CountedExample | null,
): Distribution {
  const without = before ? addExamples(distribution, before, -1) : distribution
  return after ? addExamples(without, after, 1) : without
}

/** Counts an example that many times more; a negative number takes it out again. */
export function addExamples(
  distribution: Distribution,
  example: CountedExample,
  times: number,
): Distribution {
  if (example.trashed || example.status === 'excluded') return distribution
  const { by } = distribution
  const groups = distribution.groups.map((group) => {
    const tagIds = new Set(group.tags.map((tag) => tag.tagId))
    const units = heldByUnits(example, group.kind, tagIds, by)
    const count = (tagId: string) => units.filter((held) => held.includes(tagId)).length
    return {
      ...group,
      untagged: group.untagged + times * units.filter((held) => held.length === 0).length,
      tags: group.tags.map((tag) => ({ ...tag, count: tag.count + times * count(tag.tagId) })),
    }
  })
  const units = by === 'examples' ? 1 : example.trainedMessageIds.length
  return { by, total: distribution.total + times * units, groups }
}

/** What each counted unit of the example (itself, or each trained message) holds of a group's tags. */
function heldByUnits(
  example: CountedExample,
  kind: GroupKind,
  tagIds: ReadonlySet<string>,
  by: DistributionBy,
): string[][] {
  const tags = example.tags.filter((tag) => tagIds.has(tag.tagId))
  const onExample = tags.filter((tag) => tag.messageId === null).map((tag) => tag.tagId)
  if (by === 'examples') return [kind === 'open' ? tags.map((tag) => tag.tagId) : onExample]
  return example.trainedMessageIds.map((messageId) => {
    const own = tags.filter((tag) => tag.messageId === messageId).map((tag) => tag.tagId)
    if (kind === 'open') return [...own, ...onExample]
    return own.length > 0 ? own : onExample
  })
}
