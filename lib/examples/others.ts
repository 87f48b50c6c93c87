import 'server-only'
import { applyEdits } from '@/lib/conversations/edits'
import { conversationOf, lineOf } from '@/lib/conversations/kind'
import { rebase } from '@/lib/conversations/rebase'
import type { Draft } from '@/lib/conversations/schema'
import type { Tx } from '@/lib/db/client'
import { browserOf } from '@/lib/result/operation-id'
import { changesWholeText, isConversationEdit } from './edit-kinds'
import { listRevisionsAfter, type StoredExample, textAt } from './read'
import type { Edit, SaveConflict, SaveRequest } from './schema'

type Sender = { id: string }
type Revision = Awaited<ReturnType<typeof listRevisionsAfter>>[number]
export type Since = { own: Revision[]; others: Revision[] }

/** Revisions after `revision`: those that the sender's browser made itself, and those that are news to it. */
export async function revisionsSince(
  tx: Tx,
  sender: Sender,
  request: SaveRequest,
  example: StoredExample,
  revision: number,
): Promise<Since> {
  const since = revision < example.revision ? await listRevisionsAfter(tx, example.id, revision) : []
  return {
    own: since.filter((r) => isOwnEarlier(sender, request, r)),
    others: since.filter((r) => !isOwnEarlier(sender, request, r)),
  }
}

export const editsOf = (revisions: readonly Revision[]): Edit[] => revisions.flatMap((r) => r.edits)

// a browser sends in the order of doing: what it sent before lies under what it sends now
function isOwnEarlier(
  sender: Sender,
  request: SaveRequest,
  { authorId, operationId, edits }: Revision,
): boolean {
  if (operationId === null || authorId !== sender.id) return false
  // what was typed meanwhile was typed on the text before the restore
  if (operationId !== request.operationId && edits.some(changesWholeText)) return false
  const browser = browserOf(request.operationId)
  return operationId === request.operationId || (browser !== null && browserOf(operationId) === browser)
}

/**
 * The text that the sender's edits were made on: the revision it saw, with what its browser sent since and without
 * what others did. Null where that revision is not there.
 */
export async function baseOf(
  tx: Tx,
  request: SaveRequest,
  example: StoredExample,
  { own }: Since,
): Promise<SaveConflict['base']> {
  const seen = request.revision <= example.revision && (await textAt(tx, example, request.revision))
  if (!seen) return null
  let draft: Draft = {
    conversation: conversationOf(seen.text),
    messageIds: seen.messageIds,
  }
  for (const { edits } of own) {
    try {
      draft = applyEdits(draft, rebase(draft, edits.filter(isConversationEdit)))
    } catch {
      // made on what others had written: it isn't part of what the sender's edits stand on
    }
  }
  return { text: JSON.stringify(lineOf(draft.conversation)), messageIds: draft.messageIds }
}
