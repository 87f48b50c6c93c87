import { AppError } from '@/lib/result/app-error'
import type { TagGroup } from '@/lib/tags/schema'

/** A tag by `name` or `group/name`. @throws AppError `invalid` `noSuchTag`, `ambiguousTag` */
export function findTag(groups: TagGroup[], wanted: string): string {
  const found = groups.flatMap((g) =>
    g.tags.filter((t) => t.name === wanted || `${g.name}/${t.name}` === wanted).map((t) => t.id),
  )
  if (found.length === 1) return found[0]!
  throw new AppError('invalid', found.length === 0 ? 'noSuchTag' : 'ambiguousTag', {
    params: { tag: wanted },
  })
}
