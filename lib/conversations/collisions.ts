import type { ConversationEdit } from './schema'

/**
 * Keys of what an edit changes or leans on: `m3:content` (a field), `m3:*` (the message as a whole), `order:m3` (its
 * place), `line:tools` (a key of the line), `near:m2` (put behind m2, which must stay where it is).
 */
export function touches(edit: ConversationEdit): string[] {
  switch (edit.type) {
    case 'edit-text':
      return [`${edit.messageId}:${edit.path[0]}`]
    case 'set-weight':
      return [`${edit.messageId}:weight`]
    case 'set-role':
      return [`${edit.messageId}:role`]
    case 'set-field':
      return [`${edit.messageId ?? 'line'}:${edit.path[0]}`]
    case 'insert-message':
      return [`${edit.messageId}:*`, `order:${edit.messageId}`, ...near(edit.afterId)]
    case 'delete-message':
      return [`${edit.messageId}:*`, `order:${edit.messageId}`]
    case 'move-message':
      return [`order:${edit.messageId}`, ...near(edit.toAfterId)]
    case 'keep-last-keys':
      return []
  }
}

function near(messageId: string | null) {
  return messageId === null ? [] : [`near:${messageId}`]
}

/** Whether two lists of edits change or lean on the same thing, so that their order matters. */
export function collide(a: readonly ConversationEdit[], b: readonly ConversationEdit[]): boolean {
  const mine = keysOf(a)
  const theirs = keysOf(b)
  return meets(mine, theirs) || meets(theirs, mine)
}

type Keys = { all: Set<string>; messages: Set<string> }

function keysOf(edits: readonly ConversationEdit[]): Keys {
  const all = new Set(edits.flatMap(touches))
  const messages = new Set<string>()
  for (const key of all) if (!isPlace(key)) messages.add(key.slice(0, key.indexOf(':')))
  return { all, messages }
}

function isPlace(key: string) {
  return key.startsWith('order:') || key.startsWith('near:')
}

function meets(a: Keys, b: Keys): boolean {
  for (const key of a.all) {
    if (key.startsWith('near:')) {
      if (b.all.has(`order:${key.slice(5)}`)) return true
    } else if (b.all.has(key)) return true
    else if (key.endsWith(':*') && b.messages.has(key.slice(0, -2))) return true
  }
  return false
}
