import type { BalanceTarget } from './schema'

export type BalanceGroup = {
  id: string
  name: string
  kind: 'exclusive' | 'open'
  tags: readonly { id: string; name: string }[]
}
export type TagTarget = { tagId: string; min: number; max: number }

/** The targets of a recipe by tag id, in the order of the groups; `unknown` names what is no tag, or several. */
export function readTargets(
  groups: readonly BalanceGroup[],
  targets: readonly BalanceTarget[],
): { targets: TagTarget[]; unknown: string[] } {
  const found: TagTarget[] = []
  const unknown: string[] = []
  for (const { tag, min, max } of targets) {
    const named = groups.flatMap((group) =>
      group.tags.filter(({ id, name }) => [id, name, `${group.name}/${name}`].includes(tag)),
    )
    const exact = named.filter(({ id }) => id === tag)
    const tagId = (exact.length === 1 ? exact : named.length === 1 ? named : [])[0]?.id
    if (tagId === undefined) unknown.push(tag)
    else found.push({ tagId, min, max })
  }
  const place = new Map(groups.flatMap(({ tags }) => tags).map(({ id }, i) => [id, i]))
  return { targets: found.sort((a, b) => place.get(a.tagId)! - place.get(b.tagId)!), unknown }
}

/** The group that is reached exactly: of those of which one tag applies, the first with a target. */
export const exactGroup = (
  groups: readonly BalanceGroup[],
  targets: readonly TagTarget[],
): BalanceGroup | null =>
  groups.find(
    ({ kind, tags }) =>
      kind === 'exclusive' && tags.some(({ id }) => targets.some(({ tagId }) => tagId === id)),
  ) ?? null

/** For each member its place among the group's tags, or behind them all where it holds none. */
export function classesOf(
  members: readonly { tagIds: readonly string[] }[],
  group: BalanceGroup | null,
): Int32Array {
  const tags = group?.tags ?? []
  const place = new Map(tags.map(({ id }, i) => [id, i]))
  return Int32Array.from(members, ({ tagIds }) => {
    for (const tagId of tagIds) {
      const at = place.get(tagId)
      if (at !== undefined) return at
    }
    return tags.length
  })
}
