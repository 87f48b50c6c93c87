import { foldText } from '@/lib/query/pairs'

/** How a query names a tag: by its name where no other group has one like it, else as `group/name`. */
export function queryNameOf(
  tag: { name: string },
  group: { name: string },
  groups: readonly { tags: readonly { name: string }[] }[],
): string {
  const wanted = foldText(tag.name)
  const same = groups.flatMap((g) => g.tags).filter((other) => foldText(other.name) === wanted)
  return same.length > 1 ? `${group.name}/${tag.name}` : tag.name
}
