import { compose } from './compose'
import { applyEdit, idBefore } from './edits'
import { ownValue, sameJson } from './json'
import type { ConversationEdit, Draft, Json, Message, MessageId } from './schema'

/** The messages that a list of edits leaves deleted. */
export function deletedBy(edits: readonly { type: string }[]): Set<MessageId> {
  const gone = new Set<MessageId>()
  for (const edit of edits as readonly ConversationEdit[]) {
    if (edit.type === 'delete-message') gone.add(edit.messageId)
    if (edit.type === 'insert-message') gone.delete(edit.messageId)
  }
  return gone
}

/**
 * The same edits, fitted to a draft in which others have meanwhile added, moved or deleted neighbours: the place
 * recorded before an edit (`afterId` of a delete, `fromAfterId` of a move) is brought up to date. With `theirs`, what
 * these others did, what they did alike is left out, and what is about a message that they deleted.
 * To be called after `conflict` said no; throws EditError where an edit doesn't fit.
 */
export function rebase(
  draft: Draft,
  edits: readonly ConversationEdit[],
  theirs?: readonly ConversationEdit[],
): ConversationEdit[] {
  const gone = deletedBy(theirs ?? [])
  let now = draft
  const fresh: ConversationEdit[] = []
  for (const edit of theirs ? compose(edits) : edits) {
    if (theirs && (isAbout(edit, now, gone) || isSoAlready(now, edit))) continue
    const fit = fitted(now, edit)
    now = applyEdit(now, fit)
    fresh.push(fit)
  }
  return fresh
}

/** Whether an edit is about a message that others deleted. */
function isAbout(edit: ConversationEdit, draft: Draft, gone: ReadonlySet<MessageId>): boolean {
  if (edit.type === 'insert-message' || !('messageId' in edit) || edit.messageId === null) return false
  return gone.has(edit.messageId) && !draft.messageIds.includes(edit.messageId)
}

function isSoAlready(draft: Draft, edit: ConversationEdit): boolean {
  switch (edit.type) {
    case 'set-weight':
      return isSet(messageOf(draft, edit.messageId), 'weight', edit.from ?? undefined, edit.to ?? undefined)
    case 'set-role':
      return isSet(messageOf(draft, edit.messageId), 'role', edit.from, edit.to)
    case 'set-field': {
      const owner = edit.messageId === null ? draft.conversation : messageOf(draft, edit.messageId)
      return edit.path.length === 1 && isSet(owner, String(edit.path[0]), edit.from, edit.to)
    }
    case 'move-message':
      return draft.messageIds.includes(edit.messageId) && idBefore(draft, edit.messageId) === edit.toAfterId
    default:
      return false
  }
}

type Owner = { [key: string]: Json } | undefined

const isSet = (owner: Owner, key: string, from: Json | undefined, to: Json | undefined): boolean =>
  owner !== undefined && !sameJson(from, to) && sameJson(ownValue(owner, key), to)

function fitted(draft: Draft, edit: ConversationEdit): ConversationEdit {
  if (edit.type === 'move-message') return { ...edit, fromAfterId: idBefore(draft, edit.messageId) }
  if (edit.type !== 'delete-message') return edit
  const now = messageOf(draft, edit.messageId)
  // whoever deletes a message deletes it with whatever weight it has now
  const message = now && sameJson(unweighted(now), unweighted(edit.message)) ? now : edit.message
  return { ...edit, message, afterId: idBefore(draft, edit.messageId) }
}

const messageOf = (draft: Draft, id: MessageId): Message | undefined =>
  draft.conversation.messages[draft.messageIds.indexOf(id)]

const unweighted = (message: Message): Message => {
  const { weight: _, ...rest } = message
  return rest as Message
}
