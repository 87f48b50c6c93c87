import { EditError } from '@/lib/conversations/edit-error'
import { applyEdit } from '@/lib/conversations/edits'
import { sameJson } from '@/lib/conversations/json'
import { conversationOf } from '@/lib/conversations/kind'
import { rebase } from '@/lib/conversations/rebase'
import type { ConversationEdit, Draft, MessageId } from '@/lib/conversations/schema'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit, SaveConflict } from '@/lib/examples/schema'
import type { Waiting } from '../waiting'

/** Two people's work on one example that can't both be as it is: what both started from, and what mine came to. */
export type Standoff = {
  base: Draft
  mine: Draft
  /** Text edits of mine that stand on nothing that is left; a person gets them to read, and the history keeps them. */
  lost: ConversationEdit[]
  /** What waits beside texts: tags, decisions. */
  rest: Edit[]
  /** What the server found to meet: see `collisions`. */
  collisions: string[]
}

type Sides = { base: Draft; mine: Draft; lost: ConversationEdit[] }

/**
 * What waits, made on `conflict.base`, beside `theirs`, which the server holds now. What was done after the conflict was
 * told was done on what the screen shows: on my text where I had changed a message, else on theirs.
 */
export function standoffOf(conflict: SaveConflict, theirs: Draft, waiting: readonly Waiting[]): Standoff {
  const base = conflict.base
    ? { conversation: conversationOf(conflict.base.text), messageIds: conflict.base.messageIds }
    : theirs
  let sides: Sides = { base, mine: base, lost: [] }
  for (const { edits, revision } of waiting) {
    const late = revision >= conflict.theirs.revision
    for (const edit of edits.filter(isConversationEdit)) sides = withEdit(sides, theirs, edit, late)
  }
  const rest = waiting.flatMap((w) => w.edits).filter((edit) => !isConversationEdit(edit))
  return { ...sides, rest, collisions: conflict.collisions }
}

function withEdit(sides: Sides, theirs: Draft, edit: ConversationEdit, late: boolean): Sides {
  const messageId = 'messageId' in edit ? edit.messageId : null
  const own = messageId !== null && !isUntouched(sides, messageId)
  const tries = late && !own ? [adopt, asItIs] : [asItIs, own ? asItIs : adopt]
  for (const ground of tries) {
    const from = ground(sides, theirs, messageId)
    const mine = applied(from.mine, edit)
    if (mine) return { ...from, mine }
  }
  return { ...sides, lost: [...sides.lost, edit] }
}

const asItIs = (sides: Sides): Sides => sides

/** The message as they left it, as if I had started from there. */
function adopt(sides: Sides, theirs: Draft, messageId: MessageId | null): Sides {
  const at = messageId === null ? -1 : theirs.messageIds.indexOf(messageId)
  if (messageId === null || at < 0) return sides
  const put = (draft: Draft): Draft => {
    const message = theirs.conversation.messages[at]!
    const { conversation, messageIds } = draft
    const here = messageIds.indexOf(messageId)
    if (here >= 0)
      return {
        ...draft,
        conversation: { ...conversation, messages: conversation.messages.with(here, message) },
      }
    const before = theirs.messageIds.slice(0, at).findLast((id) => messageIds.includes(id))
    const place = before === undefined ? 0 : messageIds.indexOf(before) + 1
    return {
      conversation: { ...conversation, messages: conversation.messages.toSpliced(place, 0, message) },
      messageIds: messageIds.toSpliced(place, 0, messageId),
    }
  }
  return { ...sides, base: put(sides.base), mine: put(sides.mine) }
}

function isUntouched({ base, mine }: Sides, id: MessageId): boolean {
  const [was, now] = [base, mine].map((d) => d.conversation.messages[d.messageIds.indexOf(id)])
  return sameJson(was, now)
}

function applied(draft: Draft, edit: ConversationEdit): Draft | null {
  try {
    return rebase(draft, [edit]).reduce(applyEdit, draft)
  } catch (error) {
    if (!(error instanceof EditError)) throw error
    return null
  }
}
