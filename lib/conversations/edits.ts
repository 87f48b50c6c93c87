import { EditError } from './edit-error'
import { ownValue, sameJson } from './json'
import { outputKeys, partOf, promptLength } from './kind'
import type { Conversation, ConversationEdit, Draft, FieldPath, Message, MessageId } from './schema'
import { depthOf, isJsonObject, isPreference, type Json, maxDepth } from './words'

type Of<T extends ConversationEdit['type']> = Extract<ConversationEdit, { type: T }>

/**
 * What an edit means. Throws EditError where the draft is not as the edit says (`from`, `remove`, `afterId` …).
 * In an array, a `set-field` without `from` inserts at the index and one without `to` closes the gap.
 */
export function applyEdit(draft: Draft, edit: ConversationEdit): Draft {
  switch (edit.type) {
    case 'edit-text':
      return changeField(draft, edit, edit.path, (old) => {
        if (typeof old !== 'string') throw new EditError('not-text', edit)
        if (!old.startsWith(edit.remove, edit.at) || edit.at > old.length)
          throw new EditError('from-differs', edit)
        return old.slice(0, edit.at) + edit.insert + old.slice(edit.at + edit.remove.length)
      })
    case 'set-weight':
      // not even taken away: what it would be put back by is refused too
      if (draft.conversation[isPreference]) throw new EditError('no-weights', edit)
      return changeField(draft, edit, ['weight'], (old) => {
        if (old !== (edit.from ?? undefined)) throw new EditError('from-differs', edit)
        return edit.to ?? undefined
      })
    case 'set-role':
      return changeMessage(draft, edit.messageId, edit, (message) => {
        if (message.role !== edit.from) throw new EditError('from-differs', edit)
        if (edit.to !== 'assistant' && isAnswer(draft, edit.messageId))
          throw new EditError('fixed-answers', edit)
        return { ...message, role: edit.to }
      })
    case 'set-field':
      return changeField(draft, edit, edit.path, (old) => {
        if (!sameJson(old, edit.from)) throw new EditError('from-differs', edit)
        return edit.to
      })
    case 'insert-message':
      return insertMessage(draft, edit)
    case 'delete-message':
      return deleteMessage(draft, edit)
    case 'move-message':
      return moveMessage(draft, edit)
    case 'keep-last-keys':
      // A parsed conversation already holds the last of each twin; only the text changes.
      return draft
  }
}

/** Applies edits in order; none is applied where one throws. */
export function applyEdits(draft: Draft, edits: readonly ConversationEdit[]): Draft {
  return edits.reduce(applyEdit, draft)
}

/** The edit that takes this one back; null for keep-last-keys, which can't be (and need not be) taken back. */
export function reverseEdit(edit: ConversationEdit): ConversationEdit | null {
  switch (edit.type) {
    case 'edit-text':
      return { ...edit, remove: edit.insert, insert: edit.remove }
    case 'set-weight':
      return { ...edit, from: edit.to, to: edit.from }
    case 'set-role':
      return { ...edit, from: edit.to, to: edit.from }
    case 'set-field': {
      const { from, to, ...place } = edit
      return {
        ...place,
        ...(to === undefined ? {} : { from: to }),
        ...(from === undefined ? {} : { to: from }),
      }
    }
    case 'insert-message':
      return { ...edit, type: 'delete-message' }
    case 'delete-message':
      return { ...edit, type: 'insert-message' }
    case 'move-message':
      return { ...edit, fromAfterId: edit.toAfterId, toAfterId: edit.fromAfterId }
    case 'keep-last-keys':
      return null
  }
}

/** The edits that take these back, last first. */
export function reverseEdits(edits: readonly ConversationEdit[]): ConversationEdit[] {
  return edits
    .map(reverseEdit)
    .filter((edit) => edit !== null)
    .reverse()
}

/** What only edits of their own may change: `role` is never anything but a role, `messages` never but messages. */
function isReserved(conversation: Conversation, messageId: MessageId | null, path: FieldPath): boolean {
  if (messageId !== null) return path[0] === 'role'
  if (path[0] === 'messages') return true
  if (!conversation[isPreference]) return false
  if (path[0] === 'input') return path.length === 1 || path[1] === 'messages'
  return path[0] === outputKeys.preferred || path[0] === outputKeys.rejected
}

/** Whether a message is the preferred or the rejected answer: there is always one of each. */
function isAnswer(draft: Draft, messageId: MessageId): boolean {
  const part = partOf(draft.conversation, draft.messageIds.indexOf(messageId))
  return part === 'preferred' || part === 'rejected'
}

/** Levels of the line around a message. */
function depthAround(draft: Draft, index: number): number {
  return partOf(draft.conversation, index) === 'prompt' ? 3 : 2
}

/** The id of the message before `messageId`, null where it is the first. */
export function idBefore(draft: Draft, messageId: MessageId): MessageId | null {
  return draft.messageIds[draft.messageIds.indexOf(messageId) - 1] ?? null
}

function indexOf(draft: Draft, messageId: MessageId, edit: ConversationEdit): number {
  const index = draft.messageIds.indexOf(messageId)
  if (index < 0) throw new EditError('no-such-message', edit)
  return index
}

function placeAfter(draft: Draft, afterId: MessageId | null, edit: ConversationEdit): number {
  if (afterId === null) return 0
  const index = draft.messageIds.indexOf(afterId)
  if (index < 0) throw new EditError('wrong-place', edit)
  return index + 1
}

function changeMessage(
  draft: Draft,
  messageId: MessageId,
  edit: ConversationEdit,
  change: (message: Message) => Message,
): Draft {
  const index = indexOf(draft, messageId, edit)
  const messages = draft.conversation.messages.with(index, change(draft.conversation.messages[index]!))
  return { ...draft, conversation: { ...draft.conversation, messages } }
}

function changeField(
  draft: Draft,
  edit: Of<'edit-text'> | Of<'set-field'> | Of<'set-weight'>,
  path: FieldPath,
  change: (old: Json | undefined) => Json | undefined,
): Draft {
  const { messageId } = edit
  if (isReserved(draft.conversation, messageId, path)) throw new EditError('reserved-field', edit)
  const isInsert = edit.type === 'set-field' && edit.from === undefined
  if (messageId === null) {
    const conversation = changeAt(draft.conversation, path, 0, isInsert, change, edit, 0) as Conversation
    return { ...draft, conversation }
  }
  const depth = depthAround(draft, draft.messageIds.indexOf(messageId))
  return changeMessage(
    draft,
    messageId,
    edit,
    (message) => changeAt(message, path, 0, isInsert, change, edit, depth) as Message,
  )
}

/** `depth`: levels of the line around `value`. */
function changeAt(
  value: Json,
  path: FieldPath,
  at: number,
  isInsert: boolean,
  change: (old: Json | undefined) => Json | undefined,
  edit: ConversationEdit,
  depth: number,
): Json {
  const step = path[at]!
  const isLast = at === path.length - 1
  const inner = (old: Json | undefined): Json | undefined => {
    if (!isLast) {
      if (old === undefined) throw new EditError('no-such-field', edit)
      return changeAt(old, path, at + 1, isInsert, change, edit, depth + 1)
    }
    const changed = change(old)
    const room = maxDepth - depth - 1
    if (changed !== undefined && depthOf(changed, room) > room) throw new EditError('too-deep', edit)
    return changed
  }
  if (Array.isArray(value) && typeof step === 'number') {
    const inserts = isLast && isInsert
    if (step > value.length || (step === value.length && !inserts)) throw new EditError('no-such-field', edit)
    const changed = inner(inserts ? undefined : value[step])
    const replacement = changed === undefined ? [] : [changed]
    return value.toSpliced(step, inserts ? 0 : 1, ...replacement)
  }
  if (isJsonObject(value) && typeof step === 'string') {
    const changed = inner(ownValue(value, step))
    if (changed !== undefined) return { ...value, [step]: changed }
    const { [step]: _, ...rest } = value
    return rest
  }
  throw new EditError('no-such-field', edit)
}

function withMessages(draft: Draft, messages: Message[], messageIds: MessageId[]): Draft {
  return { conversation: { ...draft.conversation, messages }, messageIds }
}

function insertMessage(draft: Draft, edit: Of<'insert-message'>): Draft {
  if (draft.messageIds.includes(edit.messageId)) throw new EditError('id-used', edit)
  const at = placeAfter(draft, edit.afterId, edit)
  if (at > promptLength(draft.conversation)) throw new EditError('fixed-answers', edit)
  const room = maxDepth - depthAround(draft, 0)
  if (depthOf(edit.message, room) > room) throw new EditError('too-deep', edit)
  return withMessages(
    draft,
    draft.conversation.messages.toSpliced(at, 0, edit.message),
    draft.messageIds.toSpliced(at, 0, edit.messageId),
  )
}

function deleteMessage(draft: Draft, edit: Of<'delete-message'>): Draft {
  const at = indexOf(draft, edit.messageId, edit)
  if (idBefore(draft, edit.messageId) !== edit.afterId) throw new EditError('wrong-place', edit)
  if (!sameJson(draft.conversation.messages[at], edit.message)) throw new EditError('from-differs', edit)
  if (isAnswer(draft, edit.messageId)) throw new EditError('fixed-answers', edit)
  if (promptLength(draft.conversation) === 1) throw new EditError('last-message', edit)
  return withMessages(draft, draft.conversation.messages.toSpliced(at, 1), draft.messageIds.toSpliced(at, 1))
}

function moveMessage(draft: Draft, edit: Of<'move-message'>): Draft {
  const from = indexOf(draft, edit.messageId, edit)
  if (idBefore(draft, edit.messageId) !== edit.fromAfterId) throw new EditError('wrong-place', edit)
  if (edit.toAfterId === edit.messageId) throw new EditError('wrong-place', edit)
  const message = draft.conversation.messages[from]!
  const rest = withMessages(
    draft,
    draft.conversation.messages.toSpliced(from, 1),
    draft.messageIds.toSpliced(from, 1),
  )
  const to = placeAfter(rest, edit.toAfterId, edit)
  // an answer only moves into the place of the other one; both then have changed sides
  const prompt = promptLength(draft.conversation)
  if (isAnswer(draft, edit.messageId) ? to < prompt : to >= prompt) throw new EditError('fixed-answers', edit)
  return withMessages(
    rest,
    rest.conversation.messages.toSpliced(to, 0, message),
    rest.messageIds.toSpliced(to, 0, edit.messageId),
  )
}
