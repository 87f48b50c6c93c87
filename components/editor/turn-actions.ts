import { EditError } from '@/lib/conversations/edit-error'
import { idBefore } from '@/lib/conversations/edits'
import { newMessageId } from '@/lib/conversations/message-ids'
import type { Message, Role } from '@/lib/conversations/schema'
import { mergeUp, splitMessage, swapAnswers } from '@/lib/conversations/turns'
import { isPreference } from '@/lib/conversations/words'
import { removalOf } from '@/lib/examples/alternatives'
import type { Edit } from '@/lib/examples/schema'
import type { EditorSession } from './session'

const draftOf = (session: EditorSession) => session.store.getState().shown.draft

function messageOf(session: EditorSession, id: string): Message {
  const draft = draftOf(session)
  const message = draft.conversation.messages[draft.messageIds.indexOf(id)]
  if (!message) throw new EditError('no-such-message', null)
  return message
}

/** A new empty turn beside this one: the other speaker's, opened for writing. */
export function insertTurn(
  session: EditorSession,
  id: string | null,
  where: 'above' | 'below',
  role?: Role,
): void {
  const draft = draftOf(session)
  const afterId = id === null || where === 'below' ? id : idBefore(draft, id)
  const neighbour = afterId === null ? null : messageOf(session, afterId)
  const next: Role = role ?? (neighbour?.role === 'user' || neighbour?.role === 'tool' ? 'assistant' : 'user')
  const messageId = newMessageId()
  session.act([{ type: 'insert-message', messageId, afterId, message: { role: next, content: '' } }])
  session.edit(messageId)
}

export function deleteTurn(session: EditorSession, id: string): void {
  const draft = draftOf(session)
  const index = draft.messageIds.indexOf(id)
  const message = messageOf(session, id)
  const tags = session.store.getState().shown.tags.filter((t) => t.messageId === id)
  const { alternatives } = session.store.getState().shown
  const edits: Edit[] = [
    ...tags.map((t): Edit => ({ type: 'remove-tag', ...t })),
    ...alternatives.filter((one) => one.messageId === id).map(removalOf),
  ]
  session.act([...edits, { type: 'delete-message', messageId: id, afterId: idBefore(draft, id), message }])
  session.focus(draft.messageIds[index + 1] ?? draft.messageIds[index - 1] ?? null)
}

/** Moves a turn up (-1) or down (1) by one place; at the edge nothing happens. */
export function moveTurn(session: EditorSession, id: string, by: -1 | 1): void {
  const { messageIds } = draftOf(session)
  const index = messageIds.indexOf(id)
  const to = index + by
  if (to < 0 || to >= messageIds.length) return
  const rest = messageIds.filter((other) => other !== id)
  session.act([
    {
      type: 'move-message',
      messageId: id,
      fromAfterId: messageIds[index - 1] ?? null,
      toAfterId: rest[to - 1] ?? null,
    },
  ])
}

export function setTurnRole(session: EditorSession, id: string, role: Role): void {
  const message = messageOf(session, id)
  session.act([{ type: 'set-role', messageId: id, from: message.role, to: role }])
}

export function mergeTurnUp(session: EditorSession, id: string): void {
  const before = idBefore(draftOf(session), id)
  session.act(mergeUp(draftOf(session), id))
  session.focus(before)
}

/** Shows the alternatives of a turn under it, or puts them away. */
export function turnAlternatives(session: EditorSession, id: string): void {
  const { besideId } = session.store.getState()
  if (messageOf(session, id).role !== 'assistant' || draftOf(session).conversation[isPreference]) return
  session.edit(null)
  session.store.setState({ besideId: besideId === id ? null : id, focusId: id })
}

/** The preferred and the rejected answer change places. */
export function swapTurns(session: EditorSession): void {
  session.act([swapAnswers(draftOf(session))])
}

/** Cuts the turn at the caret. */
export function splitTurn(session: EditorSession, id: string): void {
  const at = session.splitPlace(id)
  if (at === null) throw new EditError('not-text', null)
  const newId = newMessageId()
  session.edit(null)
  session.act(splitMessage(draftOf(session), id, at, newId))
  session.edit(newId)
}

/** Moves the focus by turns; null at the edge. */
export function focusTurn(session: EditorSession, by: -1 | 1): void {
  const { messageIds } = draftOf(session)
  const { focusId } = session.store.getState()
  const index = focusId === null ? -1 : messageIds.indexOf(focusId)
  const next = messageIds[Math.min(messageIds.length - 1, Math.max(0, index + by))]
  if (next !== undefined) session.focus(next)
}
