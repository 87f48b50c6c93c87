import 'server-only'
import { approvalHash as hashOf } from '@/lib/conversations/hash'
import { conversationOf } from '@/lib/conversations/kind'
import { deletedBy, rebase } from '@/lib/conversations/rebase'
import type { Conversation } from '@/lib/conversations/schema'
import { writeEdits } from '@/lib/conversations/splice'
import { AppError } from '@/lib/result/app-error'
import { tagsAfterAdd } from '@/lib/tags/exclusive'
import { removalOf, takesAlternatives } from './alternatives'
import { isConversationEdit, isTagEdit, type TagEdit } from './edit-kinds'
import { changeAlternatives } from './plan-alternatives'
import type { Alternative, Edit, Status, TagOnExample } from './schema'
import { statusAfterContent } from './status'

export type Current = {
  text: string
  messageIds: string[]
  status: Status
  statusReason: string | null
  approvedHash: string | null
  autoReturned: boolean
  trashed: boolean
  sourceKey: string | null
  tags: TagOnExample[]
  alternatives: Alternative[]
}
export type TagRules = { id: string; kind: 'exclusive' | 'open'; tagIds: string[] }[]

export type Plan = {
  after: Current
  conversation: Conversation
  contentChanged: boolean
  decided: boolean
  /** The edits as they took effect: fitted to the current revision, with what an exclusive tag displaced. */
  edits: Edit[]
}

/**
 * What a save makes of an example. Pure. `strict` (an undo) refuses what has no effect instead of letting it pass;
 * `restored` is the earlier revision's text for a restore; `theirs` is what others did since the sender looked.
 * @throws EditError where a conversation edit doesn't fit, AppError `conflict` or `invalid` for the rest.
 */
export function planSave(
  now: Current,
  edits: readonly Edit[],
  rules: TagRules,
  strict: boolean,
  restored?: { text: string; messageIds: string[] },
  theirs: readonly Edit[] = [],
): Plan {
  const after: Current = { ...now, tags: [...now.tags] }
  const done: Edit[] = []
  const textEdits = edits.filter(isConversationEdit)
  if (textEdits.length > 0) {
    const draft = { conversation: conversationOf(now.text), messageIds: now.messageIds }
    const fitted = rebase(draft, textEdits, strict ? undefined : theirs.filter(isConversationEdit))
    Object.assign(after, writeEdits(now.text, now.messageIds, fitted))
    done.push(...fitted)
  }
  for (const edit of edits) {
    if (isConversationEdit(edit)) continue
    if (edit.type === 'restore-revision') {
      if (!restored) throw new AppError('invalid', 'noSuchRevision', { params: { revision: edit.to } })
      Object.assign(after, restored)
      done.push(edit)
    }
  }
  const conversation = conversationOf(after.text)
  const contentChanged = after.text !== now.text
  // of an example that nobody approved no hash is asked for: of a long text it takes a while
  const hash = contentChanged && now.approvedHash !== null ? hashOf(conversation) : ''
  if (contentChanged) Object.assign(after, statusAfterContent(after, hash))
  let decided = false
  const gone = deletedBy(theirs)
  const content = { conversation, messageIds: after.messageIds }
  for (const edit of edits) {
    if (isTagEdit(edit)) {
      // a tag on a message that somebody deleted meanwhile went with it
      const lost =
        edit.messageId !== null && gone.has(edit.messageId) && !after.messageIds.includes(edit.messageId)
      if (strict || !lost) done.push(...changeTag(after, edit, rules, strict))
    }
    if (edit.type === 'set-status') {
      if (edit.to === after.status && !edit.reason) continue
      decided = true
      done.push({ ...edit, from: after.status, fromReason: after.statusReason ?? undefined })
      after.status = edit.to
      after.statusReason = edit.reason ?? null
      after.autoReturned = false
      after.approvedHash = edit.to === 'approved' ? hash || hashOf(conversation) : null
    }
    if (edit.type === 'set-aside' || edit.type === 'set-suggestion') done.push(edit)
    if (edit.type === 'set-alternative') {
      const { alternatives, edits } = changeAlternatives(after.alternatives, edit, content, strict)
      after.alternatives = alternatives
      done.push(...edits)
    }
    if (edit.type === 'set-trashed' && edit.to !== after.trashed) {
      done.push({ ...edit, from: after.trashed })
      after.trashed = edit.to
    }
    if (edit.type === 'set-source-key' && edit.to !== after.sourceKey) {
      done.push({ ...edit, from: after.sourceKey })
      after.sourceKey = edit.to
    }
  }
  // tags on a message go with it
  const orphans = after.tags.filter((t) => t.messageId !== null && !after.messageIds.includes(t.messageId))
  done.push(...orphans.map((t) => ({ type: 'remove-tag' as const, ...t })))
  after.tags = after.tags.filter((t) => !orphans.includes(t))
  // so do its alternatives, also where it is no assistant's any more
  const beside = after.alternatives.filter(({ messageId }) => !takesAlternatives(content, messageId))
  done.push(...beside.map(removalOf))
  after.alternatives = after.alternatives.filter((one) => !beside.includes(one))
  return { after, conversation, contentChanged, decided, edits: done }
}

function changeTag(after: Current, edit: TagEdit, rules: TagRules, strict: boolean): Edit[] {
  const place = { tagId: edit.tagId, messageId: edit.messageId }
  const has = after.tags.some((t) => t.tagId === place.tagId && t.messageId === place.messageId)
  if (has === (edit.type === 'add-tag')) {
    if (strict) throw new AppError('conflict', 'undoOverlaps')
    return []
  }
  if (edit.type === 'remove-tag') {
    after.tags = after.tags.filter((t) => t.tagId !== place.tagId || t.messageId !== place.messageId)
    return [edit]
  }
  if (!rules.some((group) => group.tagIds.includes(edit.tagId))) throw new AppError('conflict', 'tagGone')
  if (edit.messageId !== null && !after.messageIds.includes(edit.messageId))
    throw new AppError('conflict', 'messageGone')
  const { removed } = tagsAfterAdd(after.tags, place, rules)
  if (strict && removed.length > 0) throw new AppError('conflict', 'undoOverlaps')
  after.tags = [...after.tags.filter((t) => !removed.includes(t)), place]
  return [...removed.map((t) => ({ type: 'remove-tag' as const, ...t })), edit]
}
