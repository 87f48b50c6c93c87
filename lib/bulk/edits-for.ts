import { kindOf } from '@/lib/conversations/kind'
import { newMessageId } from '@/lib/conversations/message-ids'
import { piecesOf, toolCallsOf } from '@/lib/conversations/pieces'
import type { ConversationEdit, Draft, FieldPath, Message, MessageId } from '@/lib/conversations/schema'
import { textEdit } from '@/lib/conversations/text-edit'
import { setField, setWeights, weightEdit } from '@/lib/conversations/turns'
import { isTrained } from '@/lib/conversations/weights'
import { isJsonObject } from '@/lib/conversations/words'
import type { Edit, Status, TagOnExample } from '@/lib/examples/schema'
import { firstAcknowledgements } from './acknowledgement'
import type { BulkAction, BulkReason, FixAction, ReplaceAction } from './schema'

/** What a rule looks at. */
export type Subject = {
  number: number
  draft: Draft
  tags: TagOnExample[]
  status: Status
  trashed: boolean
  errors: number
}
/** The edits that an action comes to, or why it comes to none. */
export type Wanted = { edits: Edit[] } | { unchanged: BulkReason } | { skipped: BulkReason }

/** Pure: what an action other than find and replace does to one example. */
export function editsFor(action: Exclude<BulkAction, ReplaceAction | FixAction>, subject: Subject): Wanted {
  if (subject.trashed && action.type !== 'trash') return { skipped: 'inTrash' }
  switch (action.type) {
    case 'tag':
      return orAlready(tag(action.tagId, subject))
    case 'untag':
      return orAlready(untag(action.tagId, subject))
    case 'weights':
      return weights(action.rule, subject.draft)
    case 'system':
      return system(action, subject.draft)
    case 'status':
      return status(action, subject)
    case 'keep-one':
      return keepOne(action, subject)
    case 'trash':
      return orAlready(
        subject.trashed === action.to ? [] : [{ type: 'set-trashed', from: subject.trashed, to: action.to }],
      )
  }
}

const orAlready = (edits: Edit[]): Wanted => (edits.length > 0 ? { edits } : { unchanged: 'already' })

function tag(tagId: string, { tags }: Subject): Edit[] {
  const has = tags.some((t) => t.tagId === tagId && t.messageId === null)
  return has ? [] : [{ type: 'add-tag', tagId, messageId: null }]
}

/** From the example and from each of its turns. */
function untag(tagId: string, { tags }: Subject): Edit[] {
  return tags
    .filter((t) => t.tagId === tagId)
    .map(({ messageId }): Edit => ({ type: 'remove-tag', tagId, messageId }))
}

function weights(rule: Extract<BulkAction, { type: 'weights' }>['rule'], draft: Draft): Wanted {
  const { messages } = draft.conversation
  if (kindOf(draft.conversation) === 'preference') return { unchanged: 'preference' }
  if (!messages.some((message) => message.role === 'assistant')) return { unchanged: 'noAssistant' }
  if (rule !== 'acknowledgements') return orAlready(setWeights(draft, rule))
  const ids = firstAcknowledgements(draft)
  if (ids.length === 0) return { unchanged: 'noAcknowledgement' }
  const trained = ids.flatMap((id) => {
    const message = messages[draft.messageIds.indexOf(id)]!
    return isTrained(message) ? [weightEdit(message, id, 0)] : []
  })
  return orAlready(trained)
}

function system(
  { where, text }: Extract<BulkAction, { type: 'system' }>,
  { conversation, messageIds }: Draft,
): Wanted {
  const { messages } = conversation
  const at = messages.findIndex(({ role }) => role === 'system' || role === 'developer')
  if (at < 0) {
    if (where === 'present') return { unchanged: 'noSystem' }
    const message: Message = { role: 'system', content: text }
    return { edits: [{ type: 'insert-message', messageId: newMessageId(), afterId: null, message }] }
  }
  if (where === 'missing') return { unchanged: 'already' }
  return orAlready(setContent(messages[at]!, messageIds[at]!, text))
}

function setContent(message: Message, messageId: MessageId, text: string): ConversationEdit[] {
  const { content } = message
  if (content === text) return []
  if (typeof content === 'string')
    return [{ type: 'edit-text', messageId, path: ['content'], ...textEdit(content, text) }]
  return [setField(messageId, ['content'], content, text)]
}

const takenOver = new WeakMap<object, Map<number, string[]>>()

function keepOne(action: Extract<BulkAction, { type: 'keep-one' }>, subject: Subject): Wanted {
  // looked up for each example of a run that may have many
  const tags = takenOver.get(action) ?? new Map(action.tags)
  takenOver.set(action, tags)
  const own = tags.get(subject.number)
  if (own) return orAlready(own.flatMap((tagId) => tag(tagId, subject)))
  return status({ type: 'status', to: 'excluded' }, subject)
}

const submits: readonly Status[] = ['draft', 'changes_requested', 'excluded']

function status(
  { to, reason }: Extract<BulkAction, { type: 'status' }>,
  { status: from, errors }: Subject,
): Wanted {
  if (from === to && !reason) return { unchanged: 'already' }
  if (to === 'approved') {
    if (from === 'excluded') return { skipped: 'excluded' }
    if (errors > 0) return { skipped: 'hasErrors' }
  }
  // submitting is a step forward: what is approved stays so
  if (to === 'in_review' && !submits.includes(from)) return { skipped: 'isApproved' }
  if (to === 'draft' && from !== 'in_review') return { skipped: 'notSubmitted' }
  return { edits: [{ type: 'set-status', from, to, ...(reason ? { reason } : {}) }] }
}

export type Place = { messageId: MessageId; path: FieldPath; text: string; isArguments: boolean }

/** The texts that find and replace looks at: texts and refusals of these roles, and arguments of calls when asked for. */
export function placesOf({ roles, toolArguments }: ReplaceAction, draft: Draft): Place[] {
  return draft.conversation.messages.flatMap((message, i) => {
    if (!roles.includes(message.role)) return []
    const messageId = draft.messageIds[i]!
    const texts = piecesOf(message).flatMap((piece): Place[] =>
      piece.kind === 'text' || piece.kind === 'refusal'
        ? [{ messageId, path: piece.path, text: piece.text, isArguments: false }]
        : [],
    )
    if (!toolArguments) return texts
    const calls = toolCallsOf(message).map(
      ({ index, args }): Place => ({
        messageId,
        path: ['tool_calls', index, 'function', 'arguments'],
        text: args,
        isArguments: true,
      }),
    )
    return [...texts, ...calls]
  })
}

export type Replacement = { at: number; remove: string; insert: string }
/** What replacing does to one text, first place first, or why it can't be said. */
export type Found = Replacement[] | 'tooComplex' | 'tooLong'

/** Edits from what was found in each place; later places of a text come first, so that offsets hold. */
export function replaceEdits(places: readonly Place[], found: readonly Found[]): Wanted {
  const edits: Edit[] = []
  for (const [i, { messageId, path, text, isArguments }] of places.entries()) {
    const changes = found[i]!
    if (typeof changes === 'string') return { skipped: changes }
    if (changes.length === 0) continue
    if (isArguments && breaksJson(text, changes)) return { skipped: 'breaksArguments' }
    edits.push(...changes.toReversed().map((c): Edit => ({ type: 'edit-text', messageId, path, ...c })))
  }
  return edits.length > 0 ? { edits } : { unchanged: 'noMatch' }
}

function breaksJson(text: string, changes: Replacement[]): boolean {
  const after = changes.reduceRight(
    (now, { at, remove, insert }) => now.slice(0, at) + insert + now.slice(at + remove.length),
    text,
  )
  return isObject(text) && !isObject(after)
}

function isObject(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text))
  } catch {
    return false
  }
}
