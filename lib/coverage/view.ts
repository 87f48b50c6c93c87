import type { Status } from '@/lib/examples/schema'
import { printValue } from '@/lib/query/print'
import { queryNameOf } from '@/lib/tags/query-name'
import type { TagGroup } from '@/lib/tags/schema'

/** Statuses by which the table can be counted; without one, all but what is excluded. */
export const countedStatuses = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
] as const satisfies Status[]
export type CountedStatus = (typeof countedStatuses)[number]

/** A status of an address; null where it is none of these. */
export const readStatus = (value: string | string[] | null | undefined): CountedStatus | null =>
  countedStatuses.find((status) => status === value) ?? null

/** What the table counts, in the words of the query language. */
export function queryOfStatus(value: string | string[] | null | undefined): string {
  const status = readStatus(value)
  return status === null ? '' : `status:${status}`
}

/** The query that finds what holds all of these tags, as the table counts it. */
export function queryOfTags(
  groups: readonly TagGroup[],
  tagIds: readonly string[],
  status: CountedStatus | null,
): string {
  const terms = tagIds.flatMap((tagId) => {
    const group = groups.find(({ tags }) => tags.some(({ id }) => id === tagId))
    const tag = group?.tags.find(({ id }) => id === tagId)
    return group && tag ? [`tag:${printValue('tag', queryNameOf(tag, group, groups))}`] : []
  })
  return [...terms, status === null ? '-status:excluded' : `status:${status}`].join(' ')
}
