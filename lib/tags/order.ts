import type { TagGroupRow, TagRow } from './schema'

type WithoutKeys = Omit<TagGroupRow, 'tags'> & { tags: Omit<TagRow, 'key'>[] }

/** Gives the first nine tags, counted over all groups, the digits 1 to 9. */
export function withKeys(groups: readonly WithoutKeys[]): TagGroupRow[] {
  let place = 0
  return groups.map((group) => ({
    ...group,
    tags: group.tags.map((tag) => {
      place += 1
      return { ...tag, key: place <= 9 ? String(place) : null }
    }),
  }))
}

/** Whether `wanted` names exactly the things of `now`, each once, in whatever order. */
export function isOrderOf(wanted: readonly string[], now: readonly string[]): boolean {
  return (
    wanted.length === now.length &&
    new Set(wanted).size === now.length &&
    now.every((id) => wanted.includes(id))
  )
}

/**
 * Gives `ids` in their new order the positions that these things have now. What is deleted stands between them
 * unseen and comes back to its old place.
 */
export function placesFor(
  ids: readonly string[],
  now: readonly { position: number }[],
): { id: string; position: number }[] {
  const free = now.map(({ position }) => position).sort((a, b) => a - b)
  let last = -1
  return ids.map((id, i) => {
    last = Math.max(last + 1, free[i] ?? 0)
    return { id, position: last }
  })
}
