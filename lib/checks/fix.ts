import type { Draft, FieldPath, MessageId } from '@/lib/conversations/schema'
import { weightEdit } from '@/lib/conversations/turns'
import type { Edit, TagOnExample } from '@/lib/examples/schema'
import { tagEdits } from '@/lib/examples/tag-edits'
import type { GroupKind } from '@/lib/tags/schema'
import type { FindingRow } from './schema'

type Finding = Pick<FindingRow, 'messageId' | 'span' | 'excerpt' | 'suggestion'>
type Place = { messageId: MessageId; path: FieldPath; text: string; from: number; to: number }
type Shown = { draft: Draft; tags: TagOnExample[] }
type NamedGroups = readonly {
  id: string
  kind: GroupKind
  tags: readonly { id: string; name: string }[]
}[]

/** Where a finding is in the text as it is now; null where that no longer says what the check read there. */
export function placeOf({ messageId, span, excerpt }: Finding, draft: Draft): Place | null {
  if (messageId === null || span === null) return null
  const text = textAt(draft, messageId, span.path)
  if (text === null || !isSaid(text.slice(span.from, span.to), excerpt)) return null
  return { messageId, text, ...span }
}

function textAt({ conversation, messageIds }: Draft, messageId: MessageId, path: FieldPath): string | null {
  let value: unknown = conversation.messages[messageIds.indexOf(messageId)]
  for (const step of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined
  return typeof value === 'string' ? value : null
}

// a long one is shortened where it is kept
const isSaid = (said: string, excerpt: string): boolean =>
  said === excerpt || (excerpt.endsWith('…') && said.startsWith(excerpt.slice(0, -1)))

/** What mending a finding by one press comes to; null where it has no mend, or its place is no longer there. */
export function fixOf(finding: Finding, { draft, tags }: Shown, groups: NamedGroups): Edit[] | null {
  const { suggestion, messageId } = finding
  switch (suggestion?.type) {
    case 'replace': {
      const place = placeOf(finding, draft)
      if (!place) return null
      const { path, text, from, to } = place
      const remove = text.slice(from, to)
      return [
        { type: 'edit-text', messageId: place.messageId, path, at: from, remove, insert: suggestion.insert },
      ]
    }
    case 'set-weight': {
      const message =
        messageId === null ? undefined : draft.conversation.messages[draft.messageIds.indexOf(messageId)]
      return message && messageId !== null
        ? [weightEdit(message, messageId, suggestion.to === 0 ? 0 : 1)]
        : null
    }
    case 'add-tag': {
      const tag = groups.flatMap((group) => group.tags).find(({ name }) => name === suggestion.tag)
      return tag ? tagEdits(tags, groups, tag.id, tagPlace(messageId, draft), true) : null
    }
    default:
      return null
  }
}

/** One answer of several is tagged by itself; anything else says it of the example. */
function tagPlace(messageId: MessageId | null, { conversation, messageIds }: Draft): MessageId | null {
  const { messages } = conversation
  const isAnswer = messageId !== null && messages[messageIds.indexOf(messageId)]?.role === 'assistant'
  const answers = messages.filter(({ role }) => role === 'assistant')
  return isAnswer && answers.length > 1 ? messageId : null
}

/** All that can be mended at once: of places in one text the last comes first, so that the others stay where they are. */
export function fixAll(findings: readonly Finding[], shown: Shown, groups: NamedGroups): Edit[] {
  const edits: Edit[] = []
  const done = new Set<string>()
  let before = Number.POSITIVE_INFINITY
  let text = ''
  const placed = findings.toSorted((a, b) =>
    textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : (b.span?.from ?? 0) - (a.span?.from ?? 0),
  )
  for (const finding of placed) {
    const own = fixOf(finding, shown, groups) ?? []
    for (const edit of own) {
      if (edit.type === 'edit-text') {
        if (textOf(finding) !== text) [text, before] = [textOf(finding), Number.POSITIVE_INFINITY]
        // two that overlap are one place: the later one stands
        if (edit.at + edit.remove.length > before) continue
        before = edit.at
      } else if (done.has(JSON.stringify(edit))) continue
      done.add(JSON.stringify(edit))
      edits.push(edit)
    }
  }
  return edits
}

const textOf = ({ messageId, span }: Finding): string => `${messageId ?? ''}/${span?.path.join('/') ?? ''}`
