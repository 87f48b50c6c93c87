import { z } from 'zod'
import { conversationEdit, fieldPath, json, messageId } from '@/lib/conversations/schema'
import { suggestionStates } from '@/lib/second-reader/words'
import { alternativeOrigins, longestAlternative, statuses } from './words'

export { statuses } from './words'

export const status = z.enum(statuses)
export type Status = z.infer<typeof status>

export const tagId = z.string().regex(/^[a-z0-9]{8,32}$/)

/** messageId null: on the example; else on that message. */
export const addTag = z.strictObject({ type: z.literal('add-tag'), tagId, messageId: messageId.nullable() })
export const removeTag = z.strictObject({
  type: z.literal('remove-tag'),
  tagId,
  messageId: messageId.nullable(),
})
export const setStatus = z.strictObject({
  type: z.literal('set-status'),
  from: status,
  to: status,
  reason: z.string().trim().max(2000).optional(),
  /** The reason that stood there before, so that taking this back brings it again. */
  fromReason: z.string().max(2000).optional(),
})
export const setTrashed = z.strictObject({
  type: z.literal('set-trashed'),
  from: z.boolean(),
  to: z.boolean(),
})
export const setSourceKey = z.strictObject({
  type: z.literal('set-source-key'),
  from: z.string().max(500).nullable(),
  to: z.string().max(500).nullable(),
})
/** Brings the text of an earlier revision back as a new one. */
export const restoreRevision = z.strictObject({
  type: z.literal('restore-revision'),
  from: z.number().int().min(1),
  to: z.number().int().min(1),
})

/**
 * What its author gave up for what somebody else had made meanwhile: it changes nothing, and can be found and put back
 * in the history. `path` null: a whole message, which is then the value.
 */
export const setAside = z.strictObject({
  type: z.literal('set-aside'),
  messageId: messageId.nullable(),
  path: fieldPath.nullable(),
  value: json,
})
export type SetAside = z.infer<typeof setAside>

const suggestionState = z.enum(suggestionStates)
/**
 * What somebody made of a suggestion of the second reader: beside the edits that take it over, in one save. The model's
 * name is what the server has; a suggestion that is not there leaves no mark.
 */
export const setSuggestion = z.strictObject({
  type: z.literal('set-suggestion'),
  suggestionId: z.string().regex(/^[a-z0-9]{8,32}$/),
  from: suggestionState,
  to: suggestionState,
  model: z.string().max(200).optional(),
})
export type SetSuggestion = z.infer<typeof setSuggestion>

// SQLite cuts text at NUL, and no engine keeps half of a surrogate pair
export const alternativeText = z
  .string()
  .min(1)
  .max(longestAlternative)
  .regex(/^[^\p{Cs}\0]*$/u)
export const alternativeBody = z.strictObject({ text: alternativeText, origin: z.enum(alternativeOrigins) })
export type AlternativeBody = z.infer<typeof alternativeBody>

/** Another answer in the place of an assistant message, beside the conversation; null stands for "it is not there". */
export const setAlternative = z.strictObject({
  type: z.literal('set-alternative'),
  alternativeId: messageId,
  messageId,
  from: alternativeBody.nullable(),
  to: alternativeBody.nullable(),
})
export type SetAlternative = z.infer<typeof setAlternative>

/** What a purge leaves in history in the place of the words. Nobody sends it. */
export type PurgeText = { type: 'purge-text'; purgeId: string }

/** Everything by which a person can change an example: undo, save, merge, audit and history share this shape. */
export const edit = z.union([
  conversationEdit,
  z.discriminatedUnion('type', [
    addTag,
    removeTag,
    setStatus,
    setTrashed,
    setSourceKey,
    restoreRevision,
    setAside,
    setSuggestion,
    setAlternative,
  ]),
])
export type Edit = z.infer<typeof edit> | PurgeText

export const operationId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)

export const saveRequest = z.strictObject({
  operationId,
  /** The revision that the sender saw; what the same browser has sent since is no news to it. */
  revision: z.number().int().min(1),
  edits: z.array(edit).min(1).max(5_000),
  /** The operation that these edits take back, or bring again. */
  undoOf: operationId.optional(),
  /** Who did it: refused where somebody else has signed in meanwhile. */
  by: z.string().max(64).optional(),
})
export type SaveRequest = Omit<z.infer<typeof saveRequest>, 'edits'> & { edits: Edit[] }

export type TagOnExample = { tagId: string; messageId: string | null }
export type Alternative = AlternativeBody & { id: string; messageId: string }

/** `like`: copy that example; `text`: one line of OpenAI chat JSON; neither: a blank conversation. */
export const newExampleRequest = z.strictObject({
  operationId,
  like: z.number().int().min(1).optional(),
  text: z.string().optional(),
})
export type NewExampleRequest = z.infer<typeof newExampleRequest>
