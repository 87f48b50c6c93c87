import { z } from 'zod'
import { isJson, isJsonObject, type isPreference, type Json, kinds, roles } from './words'

export { depthOf, isJson, isJsonObject, isPreference, type Json, kinds, maxDepth, roles } from './words'

// z.json() and z.record() drop a key named __proto__ and overflow the stack on deep values.
export const json = z.custom<Json>(isJson, 'json')

export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** One parsed message. Only `role` is sure to be right; the rest is whatever the file held. */
export type Message = { role: Role; [key: string]: Json }

export const kind = z.enum(kinds)
export type Kind = z.infer<typeof kind>

/**
 * One parsed line: `messages`, perhaps `tools`, and unknown keys that are kept. Of a preference line it is a view:
 * `messages` are those of the prompt, then the preferred and the rejected answer; `input` is what stood beside the
 * prompt's messages. `kind.ts` reads and tells it.
 */
export type Conversation = { messages: Message[]; [isPreference]?: true; [key: string]: Json }

/** Stable name of a message inside one example: edits, tags and comments point at it; exports don't carry it. */
export const messageId = z.string().regex(/^[a-z0-9]{1,24}$/)
export type MessageId = z.infer<typeof messageId>

/** A conversation as the editor and the server hold it: `messageIds[i]` names `conversation.messages[i]`. */
export type Draft = { conversation: Conversation; messageIds: MessageId[] }

const step = z.union([z.string().max(1000), z.number().int().min(0)])
/** Where a value stands inside a message (or, with messageId null, inside the whole line). */
export const fieldPath = z.array(step).min(1).max(200)
export type FieldPath = z.infer<typeof fieldPath>

export const weight = z.union([z.literal(0), z.literal(1), z.null()])
export type Weight = z.infer<typeof weight>

/** Replaces `remove` by `insert` at UTF-16 offset `at` of the string at `path` of a message. */
export const editText = z.strictObject({
  type: z.literal('edit-text'),
  messageId,
  path: fieldPath,
  at: z.number().int().min(0),
  remove: z.string(),
  insert: z.string(),
})
/** Sets a message's weight; null stands for "no weight key" (which trains). */
export const setWeight = z.strictObject({
  type: z.literal('set-weight'),
  messageId,
  from: weight,
  to: weight,
})
export const setRole = z.strictObject({ type: z.literal('set-role'), messageId, from: role, to: role })
/** Sets any other value; `from` or `to` left out stands for "the key is not there". */
export const setField = z.strictObject({
  type: z.literal('set-field'),
  messageId: messageId.nullable(),
  path: fieldPath,
  from: json.optional(),
  to: json.optional(),
})
const messageBody = z.custom<Message>(
  (m) => isJson(m) && isJsonObject(m) && role.safeParse(m.role).success,
  'message',
)
/** Puts a new message after `afterId` (null: first). */
export const insertMessage = z.strictObject({
  type: z.literal('insert-message'),
  messageId,
  afterId: messageId.nullable(),
  message: messageBody,
})
export const deleteMessage = z.strictObject({
  type: z.literal('delete-message'),
  messageId,
  afterId: messageId.nullable(),
  message: messageBody,
})
export const moveMessage = z.strictObject({
  type: z.literal('move-message'),
  messageId,
  fromAfterId: messageId.nullable(),
  toAfterId: messageId.nullable(),
})
/** The first edit of a line with duplicate keys: every earlier twin goes, the last value stays (what JSON.parse reads). */
export const keepLastKeys = z.strictObject({ type: z.literal('keep-last-keys') })

export const conversationEdit = z.discriminatedUnion('type', [
  editText,
  setWeight,
  setRole,
  setField,
  insertMessage,
  deleteMessage,
  moveMessage,
  keepLastKeys,
])
export type ConversationEdit = z.infer<typeof conversationEdit>

export const severity = z.enum(['error', 'warning', 'info'])
export type Severity = z.infer<typeof severity>
/** A broken rule: `messageIndex` null = the line as a whole; `params` fill the sentence `problems.<code>`. */
export const problem = z.strictObject({
  code: z.string(),
  severity,
  messageIndex: z.number().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Problem = z.infer<typeof problem>

/** What a trainer does with a message: 1 learns it, 0 is told not to (weight zero), -1 context, -2 learns to avoid it. */
export const lesson = z.literal([1, 0, -1, -2])
export type Lesson = z.infer<typeof lesson>
/** What one frame of the strip shows: role letter, tokens, lesson. */
export const frame = z.tuple([z.string(), z.number(), lesson])
export type Frame = z.infer<typeof frame>

/** A piece of a text that was compared with another, word by word. */
export const piece = z.strictObject({ text: z.string(), mark: z.enum(['same', 'added', 'removed']) })
export type Piece = z.infer<typeof piece>
/** A place in a preference example. */
export const part = z.enum(['prompt', 'preferred', 'rejected'])
export type Part = z.infer<typeof part>

/** Why a line of a file is not stored; sentences in `rejected.<camelCase code>`. */
export const rejectionCodes = [
  'line-too-long',
  'not-utf8',
  'too-deep',
  'not-json',
  'not-object',
  'no-messages',
  'empty-messages',
  'message-not-object',
  'unknown-role',
  'no-input',
  'output-count',
  'output-not-assistant',
  'other-format',
  'reinforcement',
  'registry',
  'unknown-speaker',
  'bad-tool-call',
  'bad-tools',
  'no-shared-prompt',
  'wrong-encoding',
  'empty-row',
  'row-not-closed',
  'group-apart',
  'no-group',
  'not-yaml',
  'yaml-too-large',
] as const
export const rejectionCode = z.enum(rejectionCodes)
export type RejectionCode = z.infer<typeof rejectionCode>
export type Rejection = { ok: false; code: RejectionCode; params: Record<string, string | number> }
/** What reading one line gives: `text` is the line without BOM, CR and outer blanks. */
export type LineResult = { ok: true; text: string; kind: Kind; conversation: Conversation } | Rejection

export const maxLineBytes = 32 * 1024 * 1024
