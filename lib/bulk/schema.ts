import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { checkIds } from '@/lib/checks/words'
import { piece, role } from '@/lib/conversations/schema'
import { operationId, status, tagId } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import { bulkStates, mostSeen, systemPlaces, weightRules } from './words'

export { type BulkState, bulkStates, isRunning, systemPlaces, type WeightRule, weightRules } from './words'

export const findSpec = z.strictObject({
  find: z.string().min(1).max(2_000),
  with: z.string().max(20_000),
  pattern: z
    .boolean()
    .describe(
      'A regular expression of the RE2 kind, in which `$1` brings a group; else the text as it stands.',
    ),
  matchCase: z.boolean(),
  wholeWord: z.boolean(),
})
export type FindSpec = z.infer<typeof findSpec>

/** What a run does to each of its examples. */
export const bulkAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('tag'), tagId }),
  z.strictObject({ type: z.literal('untag'), tagId }),
  z.strictObject({ type: z.literal('weights'), rule: z.enum(weightRules) }),
  z.strictObject({
    type: z.literal('system'),
    where: z.enum(systemPlaces),
    text: z.string().min(1).max(200_000),
  }),
  z.strictObject({
    type: z.literal('status'),
    to: status,
    reason: z.string().trim().min(1).max(2_000).optional(),
  }),
  z.strictObject({ type: z.literal('trash'), to: z.boolean() }),
  // of near-duplicates one stays, here with the tags that it takes over; every other one is excluded
  z.strictObject({
    type: z.literal('keep-one'),
    tags: z.array(z.tuple([z.number().int().min(1), z.array(tagId).min(1).max(500)])).max(50_000),
  }),
  // what a check suggests where it found something that nobody waived
  z.strictObject({ type: z.literal('fix'), check: z.enum(checkIds) }),
  findSpec.extend({
    type: z.literal('replace'),
    roles: z.array(role).min(1).max(6),
    toolArguments: z.boolean(),
  }),
])
export type BulkAction = z.infer<typeof bulkAction>
export type FixAction = Extract<BulkAction, { type: 'fix' }>
export type ReplaceAction = Extract<BulkAction, { type: 'replace' }>

const mostNumbers = 50_000
const highestNumber = 2_000_000_000
const number = z.number().int().min(1).max(highestNumber)
const numbers = z.array(number).max(mostNumbers)
/**
 * These examples, all that a query finds but for some, or examples at the revisions that somebody saw: approved is none
 * that stands at another one.
 */
export const bulkSelection = z.union([
  z.strictObject({ numbers: numbers.min(1) }),
  z.strictObject({ q: queryText, except: numbers.optional() }),
  z.strictObject({
    seen: z
      .array(z.tuple([number, number]))
      .min(1)
      .max(mostSeen),
  }),
])
export type BulkSelection = z.infer<typeof bulkSelection>

export const newBulkRun = z.strictObject({
  operationId,
  action: bulkAction,
  selection: bulkSelection,
})
export type NewBulkRun = z.infer<typeof newBulkRun>

export const bulkPreviewRequest = z.strictObject({
  action: bulkAction,
  selection: bulkSelection,
  /** Examples after this number. */
  after: z.number().int().min(0).max(highestNumber).optional(),
  /** Only count: no changes are sent, and more examples are looked at in one go. */
  countOnly: z.boolean().optional(),
})
export type BulkPreviewRequest = z.infer<typeof bulkPreviewRequest>

export const bulkCancellation = z.strictObject({ operationId })
/** Takes a run back, or brings it again. */
export const bulkTurn = z.strictObject({ operationId, undone: z.boolean() })
export type BulkTurn = z.infer<typeof bulkTurn>

export const bulkParams = z.strictObject({ dataset: id, run: id })
export const bulkItemsQuery = z.strictObject({
  outcome: z.enum(['changed', 'unchanged', 'skipped', 'failed']).optional(),
  after: z.coerce.number().int().min(0).max(highestNumber).optional(),
})

export const bulkOutcome = z.enum(['changed', 'unchanged', 'skipped', 'failed'])
export type BulkOutcome = z.infer<typeof bulkOutcome>
/** Why an example stays as it is; sentences in `bulk.reasons.<reason>`. */
export const bulkReasons = [
  'already',
  'noMatch',
  'nothingFound',
  'noSuggestion',
  'noSystem',
  'noAssistant',
  'noAcknowledgement',
  'preference',
  'inTrash',
  'excluded',
  'hasErrors',
  'isApproved',
  'notSubmitted',
  'notAllowed',
  'changedSince',
  'tooComplex',
  'tooLong',
  'duplicateKeys',
  'breaksArguments',
  'tagGone',
  'gone',
  'internal',
] as const
export type BulkReason = (typeof bulkReasons)[number]

export const bulkRunRow = z.strictObject({
  id: z.string(),
  action: bulkAction,
  tagName: z
    .string()
    .nullable()
    .describe('Of a tag that is put on or taken off; null where it is another action, or the tag is gone.'),
  selection: z
    .union([z.strictObject({ q: z.string() }), z.strictObject({ count: z.number() })])
    .describe('What it was asked for, to be said again: the query, or how many were named.'),
  state: z.enum(bulkStates),
  cancelling: z.boolean(),
  total: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  failed: z.number(),
  message: z.string().nullable(),
  undoOf: z.string().nullable(),
  rootId: z.string(),
  takesBack: z
    .boolean()
    .describe('Whether it takes another run back; one that brings it again names it in `undoOf` too.'),
  userId: z.string(),
  byName: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type BulkRunRow = z.infer<typeof bulkRunRow>
export const bulkRunList = z.strictObject({ runs: z.array(bulkRunRow) })
export type BulkRunList = z.infer<typeof bulkRunList>

export const bulkItemRow = z.strictObject({
  number: z.number(),
  outcome: bulkOutcome.nullable(),
  reason: z.enum(bulkReasons).nullable(),
  revision: z.number().nullable(),
})
export type BulkItemRow = z.infer<typeof bulkItemRow>
export const bulkItemPage = z.strictObject({ items: z.array(bulkItemRow), next: z.number().nullable() })
export type BulkItemPage = z.infer<typeof bulkItemPage>

/** One thing that a run would change in one example; `turn` counts messages from 1, null is the example itself. */
export const previewChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), turn: z.number(), role, pieces: z.array(piece) }),
  z.strictObject({
    kind: z.literal('weight'),
    turn: z.number(),
    role,
    from: z.literal([0, 1]),
    to: z.literal([0, 1]),
    excerpt: z.string(),
  }),
  z.strictObject({ kind: z.literal('insert'), turn: z.number(), role, text: z.string() }),
  z.strictObject({ kind: z.literal('tag'), tagId: z.string(), turn: z.number().nullable(), on: z.boolean() }),
  z.strictObject({ kind: z.literal('status'), from: status, to: status }),
  z.strictObject({ kind: z.literal('trash'), to: z.boolean() }),
])
export type PreviewChange = z.infer<typeof previewChange>

export const previewItem = z.strictObject({ number: z.number(), changes: z.array(previewChange) })
export type PreviewItem = z.infer<typeof previewItem>
/** One step of a preview: what it looked at since `after`, and where to go on; `next` null at the end. */
export const bulkPreview = z.strictObject({
  items: z.array(previewItem),
  looked: z.number(),
  changed: z.number(),
  stay: z
    .array(
      z.strictObject({
        outcome: bulkOutcome.exclude(['changed']),
        reason: z.enum(bulkReasons),
        count: z.number(),
        numbers: z.array(z.number()),
      }),
    )
    .describe('Of those that would stay as they are: how many for which reason, and the first numbers.'),
  next: z.number().nullable(),
  seen: z
    .array(z.tuple([z.number(), z.number()]))
    .describe(
      "Of an approval: numbers and revisions of what was looked at, to be sent as the run's selection.",
    ),
})
export type BulkPreview = z.infer<typeof bulkPreview>
