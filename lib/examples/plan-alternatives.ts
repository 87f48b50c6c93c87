import { sameJson } from '@/lib/conversations/json'
import { newMessageId } from '@/lib/conversations/message-ids'
import { AppError } from '@/lib/result/app-error'
import { bodyOf, type Content, takesAlternatives, withAlternative } from './alternatives'
import type { Alternative, Edit, SetAlternative } from './schema'
import { mostAlternatives } from './words'

/**
 * What an edit makes of the alternatives of an example, and the edits that this took. Nothing that somebody wrote is
 * lost: one that two people changed becomes two, one that somebody changed meanwhile is not removed, and of a message
 * that was deleted meanwhile the text is set aside. `strict` (an undo) refuses what does not stand as it was.
 */
export function changeAlternatives<T extends Alternative>(
  all: readonly T[],
  edit: SetAlternative,
  content: Content,
  strict: boolean,
): { alternatives: (T | Alternative)[]; edits: Edit[] } {
  const stands = all.find(({ id }) => id === edit.alternativeId)
  const now = stands ? bodyOf(stands) : null
  const isAsSeen = sameJson(now, edit.from)
  if (strict && !isAsSeen) throw new AppError('conflict', 'undoOverlaps')
  const unchanged = { alternatives: [...all], edits: [] }
  if (sameJson(now, edit.to) || (edit.to === null && !isAsSeen)) return unchanged
  if (edit.to && !takesAlternatives(content, edit.messageId)) {
    if (strict || content.messageIds.includes(edit.messageId)) throw new AppError('invalid', 'noAlternatives')
    const { messageId, to } = edit
    return { ...unchanged, edits: [{ type: 'set-aside', messageId, path: ['content'], value: to.text }] }
  }
  const isNew = now === null || !isAsSeen
  if (isNew && all.filter(({ messageId }) => messageId === edit.messageId).length >= mostAlternatives)
    throw new AppError('invalid', 'tooManyAlternatives', { params: { most: mostAlternatives } })
  const done: SetAlternative = isAsSeen
    ? edit
    : { ...edit, from: null, alternativeId: now === null ? edit.alternativeId : newMessageId() }
  return { alternatives: withAlternative(all, done), edits: [done] }
}
