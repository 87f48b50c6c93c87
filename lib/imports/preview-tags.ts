import type { Conversation } from '@/lib/conversations/schema'
import { tagNamesOf } from '@/lib/formats/row-tags'
import type { MappedTags } from '@/lib/formats/schema'
import { isTagName, tagsByName } from '@/lib/tags/by-name'
import type { TagGroupRow } from '@/lib/tags/schema'
import type { PreviewTag } from './schema'

const most = 50

/** What becomes of the names in a column of tags, most often first. */
export function previewTags(
  conversations: Conversation[],
  mapped: MappedTags | undefined,
  groups: readonly TagGroupRow[],
  makesTags: boolean,
): PreviewTag[] {
  if (!mapped) return []
  const { has } = tagsByName(groups)
  const times = new Map<string, number>()
  for (const name of conversations.flatMap((conversation) => tagNamesOf(conversation, mapped)))
    times.set(name, (times.get(name) ?? 0) + 1)
  return [...times]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name, count]) => ({
      name,
      count,
      state: has(name) ? 'known' : makesTags && isTagName(name) ? 'new' : 'beside',
    }))
}
