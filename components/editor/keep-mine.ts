import { applyEdit } from '@/lib/conversations/edits'
import { ownValue } from '@/lib/conversations/json'
import type { Draft, FieldPath, Json } from '@/lib/conversations/schema'
import { textEdit } from '@/lib/conversations/text-edit'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'

type Text = { key: string; theirs: string; mine: string }

/** `fits` is false where an edit was not made on this base: then nothing can be said of what I wanted. */
export type Plan = { edits: Edit[]; texts: Text[]; fits: boolean }

/**
 * How my waiting edits, made on `base`, can be done again on what the server holds now: texts become what I had typed, the rest is
 * taken as it is where it still fits. `texts` are the places where both differ.
 */
export function keepMine(base: Draft, theirs: Draft, waiting: Edit[]): Plan {
  let mine = base
  let now = theirs
  const edits: Edit[] = []
  const touched = new Map<string, { messageId: string; path: FieldPath }>()
  for (const edit of waiting) {
    if (!isConversationEdit(edit)) {
      edits.push(edit)
      continue
    }
    const applied = tried(mine, edit)
    if (!applied) return { edits: [], texts: typedIn(theirs, waiting), fits: false }
    mine = applied
    if (edit.type === 'edit-text') touched.set(`${edit.messageId}/${edit.path.join('/')}`, edit)
    else {
      const next = tried(now, edit)
      if (next) edits.push(edit)
      now = next ?? now
    }
  }
  const texts: Text[] = []
  for (const [key, { messageId, path }] of touched) {
    const before = textAt(now, messageId, path)
    const wanted = textAt(mine, messageId, path)
    if (before === null || wanted === null || before === wanted) continue
    edits.push({ type: 'edit-text', messageId, path, ...textEdit(before, wanted) })
    texts.push({ key, theirs: before, mine: wanted })
  }
  return { edits, texts, fits: true }
}

/** What was typed, piece by piece, so that a person can take it up again. */
function typedIn(theirs: Draft, waiting: Edit[]): Text[] {
  return waiting.flatMap((edit, i) =>
    edit.type === 'edit-text' && edit.insert
      ? [{ key: String(i), theirs: textAt(theirs, edit.messageId, edit.path) ?? '', mine: edit.insert }]
      : [],
  )
}

function tried(draft: Draft, edit: Parameters<typeof applyEdit>[1]): Draft | null {
  try {
    return applyEdit(draft, edit)
  } catch {
    return null
  }
}

function textAt(draft: Draft, messageId: string, path: FieldPath): string | null {
  let value: Json | undefined = draft.conversation.messages[draft.messageIds.indexOf(messageId)]
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (typeof value === 'object' && value !== null) value = ownValue(value, String(step))
    else return null
  }
  return typeof value === 'string' ? value : null
}
