import 'server-only'
import { approvalHash } from '@/lib/conversations/hash'
import { conversationOf } from '@/lib/conversations/kind'
import { writeEdits } from '@/lib/conversations/splice'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'
import type { Needle } from './needle'
import { purgeJson } from './purge-json'

export type StoredRevision = {
  number: number
  edits: string
  text: string | null
  messageIds: string | null
  approvalHash: string | null
}
export type History = {
  revisions: StoredRevision[]
  /** How many of them held the text: in full, in what they wrote, or in what came of it. */
  held: number
}

/**
 * The history of an example as it is to be kept: every revision with its whole text, and without the edits that led
 * there. Edits can spell the text in pieces that no search finds, and they fit no other text than the one before them.
 * `held` 0: nothing is found, and nothing needs to change.
 */
export function purgeHistory(revisions: readonly StoredRevision[], needle: Needle, purgeId: string): History {
  let at: { text: string; messageIds: string[] } | undefined
  let held = 0
  const kept = revisions.map((revision) => {
    const edits = JSON.parse(revision.edits) as Edit[]
    const own = edits.filter(isConversationEdit)
    if (revision.text !== null && revision.messageIds !== null)
      at = { text: revision.text, messageIds: JSON.parse(revision.messageIds) as string[] }
    else if (at && own.length > 0) at = writeEdits(at.text, at.messageIds, own)
    if (!at) throw new Error(`revision ${revision.number} has no full text before it`)
    const text = purgeLine(at.text, needle)
    const rest = edits.filter((edit) => !isConversationEdit(edit))
    if (text !== null || purgeJson(revision.edits, needle) !== null) held += 1
    const stays = text ?? at.text
    return {
      number: revision.number,
      edits: JSON.stringify([
        ...(own.length > 0 ? [{ type: 'purge-text', purgeId }] : []),
        ...(JSON.parse(purgeJson(JSON.stringify(rest), needle) ?? JSON.stringify(rest)) as Edit[]),
      ]),
      text: stays,
      messageIds: JSON.stringify(at.messageIds),
      approvalHash: revision.approvalHash === null ? null : approvalHash(conversationOf(stays)),
    }
  })
  return { revisions: kept, held }
}

/** A stored line without the text; null where it isn't in it. */
export const purgeLine = (text: string, needle: Needle): string | null =>
  purgeJson(text, needle, 'in numbers too')
