import { collide } from './collisions'
import { sameJson } from './json'
import type { ConversationEdit } from './schema'
import { joinChanges } from './text-edit'

/** Fewer edits with the same effect: typing in one field becomes one edit, what was taken back disappears. */
export function compose(edits: readonly ConversationEdit[]): ConversationEdit[] {
  const composed: ConversationEdit[] = []
  for (const edit of edits) {
    if (isNull(edit)) continue
    const at = partnerOf(composed, edit)
    const joined = at < 0 ? null : join(composed[at]!, edit)
    if (!joined) composed.push(edit)
    else if (joined === 'nothing' || isNull(joined)) composed.splice(at, 1)
    else composed[at] = joined
  }
  return composed
}

/** The latest edit that this one can be joined with: everything between must be about something else. */
function partnerOf(composed: readonly ConversationEdit[], edit: ConversationEdit): number {
  if (changesOrder(edit)) return composed.length - 1
  for (let i = composed.length - 1; i >= 0; i--) {
    if (join(composed[i]!, edit)) return i
    if (collide([composed[i]!], [edit])) return -1
  }
  return -1
}

function changesOrder(edit: ConversationEdit) {
  return edit.type === 'insert-message' || edit.type === 'delete-message' || edit.type === 'move-message'
}

function isNull(edit: ConversationEdit): boolean {
  switch (edit.type) {
    case 'edit-text':
      return edit.remove === edit.insert
    case 'set-weight':
    case 'set-role':
      return edit.from === edit.to
    case 'set-field':
      return sameJson(edit.from, edit.to)
    case 'move-message':
      return edit.fromAfterId === edit.toAfterId
    default:
      return false
  }
}

function join(first: ConversationEdit, second: ConversationEdit): ConversationEdit | 'nothing' | null {
  if (first.type === 'keep-last-keys' && second.type === 'keep-last-keys') return first
  if (first.type === 'keep-last-keys' || second.type === 'keep-last-keys') return null
  if (first.messageId !== second.messageId) return null
  if (first.type === 'edit-text' && second.type === 'edit-text' && samePath(first.path, second.path)) {
    const change = joinChanges(first, second)
    return change && { ...first, ...change }
  }
  if (first.type === 'set-weight' && second.type === 'set-weight') return { ...first, to: second.to }
  if (first.type === 'set-role' && second.type === 'set-role') return { ...first, to: second.to }
  if (first.type === 'move-message' && second.type === 'move-message')
    return { ...first, toAfterId: second.toAfterId }
  if (first.type === 'set-field' && second.type === 'set-field' && samePath(first.path, second.path)) {
    // In an array an absent value means another place, so such pairs are left as they are.
    if (typeof first.path.at(-1) === 'number' && !isReplacement(first, second)) return null
    const { to, ...rest } = first
    return second.to === undefined ? rest : { ...rest, to: second.to }
  }
  if (first.type === 'insert-message' && second.type === 'delete-message') return undone(first, second)
  if (first.type === 'delete-message' && second.type === 'insert-message') return undone(first, second)
  return null
}

function undone(
  first: Extract<ConversationEdit, { type: 'insert-message' | 'delete-message' }>,
  second: Extract<ConversationEdit, { type: 'insert-message' | 'delete-message' }>,
) {
  return first.afterId === second.afterId && sameJson(first.message, second.message) ? 'nothing' : null
}

type SetField = Extract<ConversationEdit, { type: 'set-field' }>

function isReplacement(first: SetField, second: SetField) {
  return [first.from, first.to, second.from, second.to].every((value) => value !== undefined)
}

function samePath(a: readonly (string | number)[], b: readonly (string | number)[]) {
  return a.length === b.length && a.every((step, index) => step === b[index])
}
