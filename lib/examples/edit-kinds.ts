import { conflict } from '@/lib/conversations/conflicts'
import { reverseEdit as reverseConversationEdit } from '@/lib/conversations/edits'
import type { ConversationEdit } from '@/lib/conversations/schema'
import { conversationEditTypes } from '@/lib/conversations/words'
import type { Edit } from './schema'

const conversationTypes: ReadonlySet<string> = new Set(conversationEditTypes)

export const isConversationEdit = (edit: Edit): edit is ConversationEdit => conversationTypes.has(edit.type)

export type TagEdit = Extract<Edit, { type: 'add-tag' | 'remove-tag' }>

export const isTagEdit = (edit: Edit): edit is TagEdit =>
  edit.type === 'add-tag' || edit.type === 'remove-tag'

/** The edit that takes this one back; null where there is none (duplicate keys that went, what was set aside). */
export function reverseEdit(edit: Edit): Edit | null {
  switch (edit.type) {
    case 'add-tag':
      return { ...edit, type: 'remove-tag' }
    case 'remove-tag':
      return { ...edit, type: 'add-tag' }
    case 'set-status':
      return { type: 'set-status', from: edit.to, to: edit.from, reason: edit.fromReason ?? undefined }
    case 'set-trashed':
      return { ...edit, from: edit.to, to: edit.from }
    case 'set-source-key':
      return { ...edit, from: edit.to, to: edit.from }
    case 'restore-revision':
      return { ...edit, from: edit.to, to: edit.from }
    case 'set-suggestion':
      return { ...edit, from: edit.to, to: edit.from }
    case 'set-alternative':
      return { ...edit, from: edit.to, to: edit.from }
    case 'set-aside':
    case 'purge-text':
      return null
    default:
      return reverseConversationEdit(edit)
  }
}

/** The edits that take these back, last first. */
export function reverseEdits(edits: readonly Edit[]): Edit[] {
  return edits.toReversed().flatMap((edit) => reverseEdit(edit) ?? [])
}

/** Whether it puts another text in the place of the one that stands there, whatever that was. */
export const changesWholeText = ({ type }: Edit): boolean =>
  type === 'restore-revision' || type === 'purge-text'

/**
 * What of `mine` meets `theirs`, both made on one revision: 'text', 'status', 'trash', 'source', 'approval'. What both
 * want alike never does. Tags never do either: different tags go together, the same tag twice is once, and of an
 * exclusive group the later one counts. Nor do alternatives: two that were made of one are both kept.
 */
export function collisions(mine: readonly Edit[], theirs: readonly Edit[]): string[] {
  const found = new Set<string>()
  const [myText, theirText] = [mine.filter(isConversationEdit), theirs.filter(isConversationEdit)]
  if (conflict(myText, theirText)) found.add('text')
  const restores = (edits: readonly Edit[]) => edits.some(changesWholeText)
  if (
    (restores(mine) && (theirText.length > 0 || restores(theirs))) ||
    (restores(theirs) && myText.length > 0)
  )
    found.add('text')
  for (const [type, word] of [
    ['set-status', 'status'],
    ['set-trashed', 'trash'],
    ['set-source-key', 'source'],
  ] as const) {
    const [wanted, stands] = [mine, theirs].map((edits) => edits.findLast((e) => e.type === type))
    if (wanted && stands && !wantsAlike(wanted, stands)) found.add(word)
  }
  // an approval is of exactly what its lead saw
  const approves = mine.some((e) => e.type === 'set-status' && e.to === 'approved')
  if (approves && (theirText.length > 0 || restores(theirs))) found.add('approval')
  return [...found]
}

const wantsAlike = (a: Edit, b: Edit): boolean =>
  'to' in a && 'to' in b && a.to === b.to && reasonOf(a) === reasonOf(b)
const reasonOf = (edit: Edit) => (edit.type === 'set-status' ? (edit.reason ?? '') : '')
