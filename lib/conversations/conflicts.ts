import { compose } from './compose'
import { sameJson } from './json'
import type { ConversationEdit, Json, MessageId } from './schema'

/** What a field was set to as a whole; null where a part of it was changed, or it went through several steps. */
type Change = { to: Json | undefined } | null

/** What a list of edits does to the draft it was made on. */
type Footprint = {
  /** By message ('line' for the line itself) and key. */
  fields: Map<string, Map<string, Change>>
  added: Set<MessageId>
  gone: Set<MessageId>
  /** Behind which message each one was put. */
  moved: Map<MessageId, MessageId | null>
  /** Messages that something was put behind. */
  near: Set<MessageId>
}

/**
 * Whether two people, who made these edits side by side on one revision, must be asked. What both want alike is no
 * question; neither is the weight of a message that the other deletes. Texts are a question whenever both changed the
 * same one; an insert or a move when the message it was put behind went or moved; a delete when what it deletes was
 * rewritten or moved.
 */
export function conflict(a: readonly ConversationEdit[], b: readonly ConversationEdit[]): boolean {
  const [mine, theirs] = [footprint(a), footprint(b)]
  return (
    fieldsMeet(mine, theirs) || placesMeet(mine, theirs) || losesOut(mine, theirs) || losesOut(theirs, mine)
  )
}

function footprint(edits: readonly ConversationEdit[]): Footprint {
  const print: Footprint = {
    fields: new Map(),
    added: new Set(),
    gone: new Set(),
    moved: new Map(),
    near: new Set(),
  }
  const put = (afterId: MessageId | null) => afterId !== null && print.near.add(afterId)
  for (const edit of compose(edits)) {
    switch (edit.type) {
      case 'edit-text':
        note(print, edit.messageId, String(edit.path[0]), null)
        break
      case 'set-weight':
        note(print, edit.messageId, 'weight', { to: edit.to ?? undefined })
        break
      case 'set-role':
        note(print, edit.messageId, 'role', edit)
        break
      case 'set-field':
        note(
          print,
          edit.messageId ?? 'line',
          String(edit.path[0]),
          edit.path.length === 1 ? { to: edit.to } : null,
        )
        break
      case 'insert-message':
        print.added.add(edit.messageId)
        print.gone.delete(edit.messageId)
        put(edit.afterId)
        break
      case 'delete-message':
        print.gone.add(edit.messageId)
        break
      case 'move-message':
        print.moved.set(edit.messageId, edit.toAfterId)
        put(edit.toAfterId)
    }
  }
  return print
}

function note(print: Footprint, owner: string, key: string, change: Change): void {
  const fields = print.fields.get(owner) ?? new Map<string, Change>()
  fields.set(key, fields.has(key) ? null : change)
  print.fields.set(owner, fields)
}

/** Both changed the same field, and not to the same value. */
function fieldsMeet(mine: Footprint, theirs: Footprint): boolean {
  for (const [owner, fields] of mine.fields) {
    if (mine.gone.has(owner) && theirs.gone.has(owner)) continue
    const others = theirs.fields.get(owner)
    for (const [key, change] of fields) {
      const other = others?.get(key)
      if (other === undefined) continue
      if (change === null || other === null || !sameJson(change.to, other.to)) return true
    }
  }
  return false
}

/** Both put one message somewhere, and not behind the same one; or both brought it in. */
function placesMeet(mine: Footprint, theirs: Footprint): boolean {
  for (const [id, afterId] of mine.moved)
    if (theirs.moved.has(id) && theirs.moved.get(id) !== afterId) return true
  return [...mine.added].some((id) => theirs.added.has(id))
}

/** What one of them leans on went, moved, or came, by the other's hand. */
function losesOut(one: Footprint, other: Footprint): boolean {
  for (const id of one.near) if (other.gone.has(id) || other.moved.has(id)) return true
  for (const id of other.gone) {
    if (one.gone.has(id)) continue
    if (one.moved.has(id) || [...(one.fields.get(id)?.keys() ?? [])].some((key) => key !== 'weight'))
      return true
  }
  return [...other.added].some((id) => one.fields.has(id) || one.gone.has(id) || one.moved.has(id))
}
