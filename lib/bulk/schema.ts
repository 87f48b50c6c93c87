import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { checkIds } from '@/lib/checks/words'
import { type Role, role } from '@/lib/conversations/schema'
import type { Piece } from '@/lib/conversations/word-diff'
import { operationId, type Status, status, tagId } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import { type BulkState, mostSeen, systemPlaces, weightRules } from './words'

export { type BulkState, bulkStates, isRunning, systemPlaces, type WeightRule, weightRules } from './words'

export const findSpec = z.strictObject({
  find: z.string().min(1).max(2_000),
  with: z.string().max(20_000),
  /** A regular expression of the RE2 kind, in which `$1` brings a group; else the text as it stands. */
  pattern: z.boolean(),
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

export type BulkOutcome = 'changed' | 'unchanged' | 'skipped' | 'failed'
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

export type BulkRunRow = {
  id: string
  action: BulkAction
  /** Of a tag that is put on or taken off; null where it is another action, or the tag is gone. */
  tagName: string | null
  /** What it was asked for, to be said again: the query, or how many were named. */
  selection: { q: string } | { count: number }
  state: BulkState
  cancelling: boolean
  total: number
  changed: number
  unchanged: number
  skipped: number
  failed: number
  message: string | null
  undoOf: string | null
  rootId: string
  /** Whether it takes another run back; one that brings it again names it in `undoOf` too. */
  takesBack: boolean
  userId: string
  byName: string
  startedAt: string
  finishedAt: string | null
}

export type BulkItemRow = {
  number: number
  outcome: BulkOutcome | null
  reason: BulkReason | null
  revision: number | null
}

/** One thing that a run would change in one example; `turn` counts messages from 1, null is the example itself. */
export type PreviewChange =
  | { kind: 'text'; turn: number; role: Role; pieces: Piece[] }
  | { kind: 'weight'; turn: number; role: Role; from: 0 | 1; to: 0 | 1; excerpt: string }
  | { kind: 'insert'; turn: number; role: Role; text: string }
  | { kind: 'tag'; tagId: string; turn: number | null; on: boolean }
  | { kind: 'status'; from: Status; to: Status }
  | { kind: 'trash'; to: boolean }

export type PreviewItem = { number: number; changes: PreviewChange[] }
/** One step of a preview: what it looked at since `after`, and where to go on; `next` null at the end. */
export type BulkPreview = {
  items: PreviewItem[]
  looked: number
  changed: number
  /** Of those that would stay as they are: how many for which reason, and the first numbers. */
  stay: { outcome: Exclude<BulkOutcome, 'changed'>; reason: BulkReason; count: number; numbers: number[] }[]
  next: number | null
  /** Of an approval: numbers and revisions of what was looked at, to be sent as the run's selection. */
  seen: [number, number][]
}
