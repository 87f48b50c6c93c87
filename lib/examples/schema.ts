import { z } from 'zod'
import {
  conversationEdit,
  fieldPath,
  frame,
  json,
  kind,
  messageId,
  problem,
} from '@/lib/conversations/schema'
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
export const purgeText = z.strictObject({ type: z.literal('purge-text'), purgeId: z.string() })
export type PurgeText = z.infer<typeof purgeText>

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
/** An edit as it stands in history. */
export const pastEdit = z.union([edit, purgeText])
export type Edit = z.infer<typeof pastEdit>

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

export const tagOnExample = z.strictObject({ tagId: z.string(), messageId: z.string().nullable() })
export type TagOnExample = z.infer<typeof tagOnExample>
export const alternative = alternativeBody.extend({ id: z.string(), messageId: z.string() })
export type Alternative = z.infer<typeof alternative>

/** `like`: copy that example; `text`: one line of OpenAI chat JSON; neither: a blank conversation. */
export const newExampleRequest = z.strictObject({
  operationId,
  like: z.number().int().min(1).optional(),
  text: z.string().optional(),
})
export type NewExampleRequest = z.infer<typeof newExampleRequest>

/** Another answer beside a message; `authorName` is empty for one that is not saved yet. */
export const shownAlternative = alternative.extend({ authorName: z.string() })
export type ShownAlternative = z.infer<typeof shownAlternative>

/** One row of the list. `strip` holds at most 60 frames; longer conversations are merged for the drawing. */
export const exampleRow = z.strictObject({
  number: z.number(),
  kind,
  revision: z.number(),
  status,
  preview: z.string(),
  strip: z.array(frame),
  turns: z.number(),
  assistantTurns: z.number(),
  trainedTurns: z.number(),
  tokens: z.number(),
  trainedTokens: z.number(),
  tagIds: z.array(z.string()),
  problems: z.array(z.string()),
  errors: z.number(),
  split: z.enum(['train', 'validation', 'test']).nullable(),
  trashed: z.boolean(),
  updatedAt: z.string(),
  authorName: z.string(),
})
export type ExampleRow = z.infer<typeof exampleRow>

/** A row as the list has it: `findings` are those that are open. */
export const listedExample = exampleRow.extend({ findings: z.number() })
export type ListedExample = z.infer<typeof listedExample>
export const examplePage = z.strictObject({ rows: z.array(listedExample), next: z.string().nullable() })
export type ExamplePage = z.infer<typeof examplePage>
export const neighbours = z.strictObject({ previous: z.number().nullable(), next: z.number().nullable() })
export type Neighbours = z.infer<typeof neighbours>
export const exampleCount = z.strictObject({
  count: z.number(),
  total: z.number(),
  most: z.number(),
  searchDue: z.number(),
})
export type ExampleCount = z.infer<typeof exampleCount>

export const exampleDetail = exampleRow.extend({
  id: z.number(),
  text: z.string(),
  messageIds: z.array(z.string()),
  messageTokens: z.array(z.number()).describe("Tokens of each message's content, in order."),
  tags: z.array(tagOnExample),
  alternatives: z.array(shownAlternative).describe('In the order in which they came.'),
  problemList: z.array(problem),
  duplicateKeys: z.boolean(),
  statusReason: z.string().nullable(),
  statusByName: z.string().nullable(),
  approvedRevision: z.number().nullable(),
  sourceKey: z.string().nullable(),
  importFile: z.string().nullable(),
  importLine: z.number().nullable(),
  copiedFrom: z.number().nullable(),
  createdAt: z.string(),
  suggestions: z.number().describe('How many of the second reader’s are open.'),
  revisedByName: z
    .string()
    .describe('Who made the revision that this is; empty for what the studio itself did.'),
  ownOperations: z
    .array(z.strictObject({ operationId: z.string(), revision: z.number() }))
    .describe("The reader's own latest operations in this text: what its browser keeps of these is done."),
})
export type ExampleDetail = z.infer<typeof exampleDetail>

export const saveAnswer = z.strictObject({
  revision: z.number(),
  saved: z
    .strictObject({ at: z.string(), byName: z.string() })
    .nullable()
    .describe('When and by whom this revision was made; null where nothing was left to do.'),
  edits: z.array(pastEdit).describe('The edits as they took effect: their reverse is what an undo sends.'),
  status,
  statusReason: z.string().nullable(),
  trashed: z.boolean(),
  sourceKey: z.string().nullable(),
  tags: z.array(tagOnExample),
  alternatives: z
    .array(shownAlternative)
    .optional()
    .describe('Left out of answers that an older build kept, and of those that a purge went over.'),
  messageTokens: z.array(z.number()),
  tokens: z.number(),
  trainedTokens: z.number(),
  problemList: z.array(problem),
  text: z
    .string()
    .nullable()
    .describe(
      "The new text where the client could not have made it itself (a restored revision, another's edits under it).",
    ),
  messageIds: z.array(z.string()).nullable(),
})
export type SaveAnswer = z.infer<typeof saveAnswer>

export const revisionRow = z.strictObject({
  number: z.number(),
  authorId: z.string(),
  authorName: z.string(),
  at: z.string(),
  edits: z.array(pastEdit),
  statusAfter: status.nullable(),
  operationId: z.string().nullable(),
  undoOf: z.string().nullable(),
  proposedBy: z
    .string()
    .nullable()
    .describe('The model that wrote the example; of the first revision alone.'),
})
export type RevisionRow = z.infer<typeof revisionRow>
export const revisionList = z.strictObject({ revisions: z.array(revisionRow) })
export type RevisionList = z.infer<typeof revisionList>
export const revisionText = z.strictObject({ text: z.string(), messageIds: z.array(z.string()) })
export type RevisionText = z.infer<typeof revisionText>

/** `details` of the conflict that a save can meet; `base` is what its edits were made on, the text as a line. */
export type SaveConflict = {
  theirs: ExampleDetail
  base: { text: string; messageIds: string[] } | null
  collisions: string[]
}
