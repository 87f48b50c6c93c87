import { name } from '@/lib/datasets/schema'
import { keyOf } from './names'
import type { TagGroupRow } from './schema'

export const isTagName = (text: string): boolean => name(60).safeParse(text).success

/** Finds tags by the names that a file gives them; of several groups' twins the first. */
export function tagsByName(groups: readonly TagGroupRow[]) {
  const found = new Map<string, { id: string; rivals: string }>()
  for (const { id: groupId, kind, tags } of groups)
    for (const { id, name } of tags)
      if (!found.has(keyOf(name))) found.set(keyOf(name), { id, rivals: kind === 'exclusive' ? groupId : id })
  return {
    has: (name: string): boolean => found.has(keyOf(name)),
    /** Of an exclusive group only the first that is named; names that no tag has give none. */
    idsOf(names: readonly string[]): string[] {
      const taken = new Set<string>()
      return names.flatMap((name) => {
        const tag = found.get(keyOf(name))
        if (!tag || taken.has(tag.rivals)) return []
        taken.add(tag.rivals)
        return [tag.id]
      })
    },
  }
}
