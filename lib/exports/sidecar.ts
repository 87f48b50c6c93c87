import { initialMessageIds } from '@/lib/conversations/message-ids'
import type { HeavyRow, NamedGroup, PlacedTag } from './reader'

/** One line of `train.lines.jsonl`: where the line of the same number in `train.jsonl` comes from. */
export type LineSource = {
  /** Counted from 1. */
  line: number
  example: number
  /** Which time the example stands in the file, from its second one on. */
  copy?: number
  revision: number
  /** Where an example is several lines: the place in `messages` of the turn that this line is for, counted from 0. */
  turn?: number
  status: string
  /** `group/tag`, in the order of the tags. */
  tags: string[]
  /** Tags of single messages; `message` is the place in `messages`, counted from 0. */
  messageTags?: { message: number; tags: string[] }[]
  /** Which revision was approved, and by which account; tags may have changed since, content has not. */
  approved?: { revision: number; by: string }
}

/** Tag names in their order, by id. */
export const tagNames = (groups: readonly NamedGroup[]): Map<string, string> =>
  new Map(groups.flatMap((group) => group.tags.map((tag) => [tag.id, `${group.name}/${tag.name}`])))

export function lineSource(
  line: number,
  row: HeavyRow,
  placed: readonly PlacedTag[],
  names: ReadonlyMap<string, string>,
  { turn, copy = 1 }: { turn?: number | undefined; copy?: number } = {},
): LineSource {
  const source: LineSource = {
    line,
    example: row.number,
    ...(copy > 1 ? { copy } : {}),
    revision: row.revision,
    ...(turn === undefined ? {} : { turn }),
    status: row.status,
    tags: namesAt(null, placed, names),
  }
  if (placed.some((tag) => tag.messageId !== null)) {
    const ids = row.messageIds ? (JSON.parse(row.messageIds) as string[]) : initialMessageIds(row.turns)
    const messageTags = ids
      .map((id, message) => ({ message, tags: namesAt(id, placed, names) }))
      .filter(({ tags }) => tags.length > 0)
    if (messageTags.length > 0) source.messageTags = messageTags
  }
  if (row.status === 'approved' && row.approvedRevision !== null && row.approvedById !== null)
    source.approved = { revision: row.approvedRevision, by: row.approvedById }
  return source
}

/** The names of the tags of a message, or (null) of the example as a whole, in the order of all. */
function namesAt(
  messageId: string | null,
  placed: readonly PlacedTag[],
  names: ReadonlyMap<string, string>,
): string[] {
  const ids = new Set(placed.filter((tag) => tag.messageId === messageId).map((tag) => tag.tagId))
  return ids.size === 0 ? [] : [...names].flatMap(([id, name]) => (ids.has(id) ? [name] : []))
}
