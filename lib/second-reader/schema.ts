import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { bulkSelection } from '@/lib/bulk/schema'
import { messageId } from '@/lib/conversations/schema'
import { operationId, status, tagId } from '@/lib/examples/schema'
import { aboutKinds, answerForms, looks, mostProposals, readingStates, suggestionStates } from './words'

const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u)
/** Words that may have line breaks. */
const prose = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\0\p{Cs}]*$/u)
const price = z.number().min(0).max(100_000)

export const endpointSettings = z.strictObject({
  priceIn: price.describe('US dollars for a million tokens.'),
  priceOut: price,
  requestsPerMinute: z.number().int().min(1).max(10_000),
  timeoutSeconds: z.number().int().min(1).max(280),
  mostTokensIn: z
    .number()
    .int()
    .min(500)
    .max(2_000_000)
    .describe('Longest text that is sent, and longest answer that is paid for.'),
  mostTokensOut: z.number().int().min(100).max(200_000),
  answerForm: z.enum(answerForms),
  allowPrivate: z
    .boolean()
    .describe('Addresses of this machine and its network may be asked, and without https.'),
})
export type EndpointSettings = z.infer<typeof endpointSettings>

export const endpointChange = endpointSettings.extend({
  operationId,
  /** The one that was seen; 0 where none is set up. */
  revision: z.number().int().min(0),
  baseUrl: z.string().trim().min(8).max(500),
  model: plain(200),
  /** Left out: the key stays, for the same base URL; null: none is needed. */
  key: plain(4_000).nullable().optional(),
})
export type EndpointChange = z.infer<typeof endpointChange>
export const endpointAct = z.strictObject({ operationId, revision: z.number().int().min(1) })
export type EndpointAct = z.infer<typeof endpointAct>
export const readerAct = z.strictObject({ operationId })

/** What an owner sees of it: never the key. */
export const endpointView = endpointSettings.extend({
  revision: z.number(),
  baseUrl: z.string(),
  model: z.string(),
  host: z.string(),
  key: z
    .enum(['none', 'kept', 'lost'])
    .describe('`lost`: what it was encrypted by is another now, as after a restore without the key file.'),
  updatedAt: z.string(),
})
export type EndpointView = z.infer<typeof endpointView>
export const endpointAnswer = z.strictObject({ endpoint: endpointView.nullable() })
export type EndpointAnswer = z.infer<typeof endpointAnswer>
/** `said`: what the model answered; `reason`: a sentence of `errors`. */
export const tried = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), ms: z.number(), said: z.string() }),
  z.strictObject({ ok: z.literal(false), ms: z.number(), reason: z.string() }),
])
export type Tried = z.infer<typeof tried>

/** What the lead saw and agrees to. */
export const consentChange = z.strictObject({
  operationId,
  allowed: z.boolean(),
  model: plain(200),
  host: plain(300),
})
export type ConsentChange = z.infer<typeof consentChange>

const look = z.enum(looks)
export const readTask = z.strictObject({
  type: z.literal('read'),
  looks: z.array(look).min(1).max(looks.length),
  messageId: messageId.optional().describe('A better answer is asked for this turn alone.'),
})
export const about = z.strictObject({
  kind: z.enum(aboutKinds),
  id: z.string().regex(/^[a-z0-9]{8,32}( [a-z0-9]{8,32})?$/),
})
export type About = z.infer<typeof about>
/** Examples that are missing, for a weak spot, for an empty cell of coverage, or as somebody words it. */
export const proposeTask = z.strictObject({
  type: z.literal('propose'),
  count: z.number().int().min(1).max(mostProposals),
  title: plain(200),
  wanted: prose(8_000).describe('What a right answer must contain, or what the examples are to be like.'),
  prompts: z.array(prose(8_000)).max(20).describe('Prompts that the model to be trained fails at.'),
  like: z
    .array(z.number().int().min(1).max(2_000_000_000))
    .max(5)
    .describe('Examples of the dataset that show the manner.'),
  tagIds: z.array(tagId).max(20).describe('The drafts get these.'),
  about: about.nullable().describe('What they are for, see lib/jobs/reader/landed.ts.'),
})
export type ReadTask = z.infer<typeof readTask>
export type ProposeTask = z.infer<typeof proposeTask>
export const readingTask = z.discriminatedUnion('type', [readTask, proposeTask])
export type ReadingTask = z.infer<typeof readingTask>

const mostMoney = z.number().min(0).max(1_000_000)
export const newReading = z.strictObject({
  operationId,
  looks: readTask.shape.looks,
  selection: bulkSelection,
  /** It ends before it has cost more, in US dollars, or after so many examples. */
  mostMoney,
  mostExamples: z.number().int().min(1).max(1_000_000),
})
export type NewReading = z.infer<typeof newReading>
export const oneReading = z.strictObject({
  operationId,
  looks: readTask.shape.looks,
  messageId: messageId.optional(),
})
export type OneReading = z.infer<typeof oneReading>
export const newProposals = proposeTask.omit({ type: true }).extend({ operationId, mostMoney })
export type NewProposals = z.infer<typeof newProposals>
export const readingGoOn = z.strictObject({ operationId, mostMoney: mostMoney.optional() })
export type ReadingGoOn = z.infer<typeof readingGoOn>
export const readingParams = z.strictObject({ dataset: id, reading: id })

export const suggestionContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('remark'),
    look: z.enum(['logic', 'grounding', 'style']),
    quote: z.string().nullable().describe('Words of the turn that it is about, as they stand there.'),
    text: z.string(),
  }),
  z.strictObject({ kind: z.literal('answer'), text: z.string(), why: z.string() }),
  z.strictObject({ kind: z.literal('example'), title: z.string(), why: z.string() }),
])
export type SuggestionContent = z.infer<typeof suggestionContent>
export type SuggestionKind = SuggestionContent['kind']

export const suggestionRow = z.strictObject({
  id: z.string(),
  messageId: z.string().nullable(),
  content: suggestionContent,
  state: z.enum(suggestionStates),
  isStale: z.boolean().describe('The turn says something else than what was read, or is gone.'),
  model: z.string(),
  cost: z.number(),
  at: z.string(),
  byName: z.string().nullable(),
})
export type SuggestionRow = z.infer<typeof suggestionRow>
export const suggestionList = z.strictObject({ suggestions: z.array(suggestionRow) })
export type SuggestionList = z.infer<typeof suggestionList>

export const readingRow = z.strictObject({
  id: z.string(),
  task: readingTask,
  model: z.string(),
  host: z.string(),
  state: z.enum(readingStates),
  mostMoney: z.number(),
  total: z.number(),
  looked: z.number(),
  suggested: z.number(),
  skipped: z.number(),
  malformed: z.number(),
  tokensIn: z.number(),
  tokensOut: z.number(),
  cost: z.number(),
  message: z.string().nullable(),
  waitsUntil: z.string().nullable(),
  byName: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type ReadingRow = z.infer<typeof readingRow>

/** What a dataset has of the second reader. */
export const readerState = z.strictObject({
  endpoint: endpointSettings
    .pick({ priceIn: true, priceOut: true, mostTokensIn: true, mostTokensOut: true })
    .extend({ model: z.string(), host: z.string() })
    .nullable()
    .describe('Null: none is set up in this studio.'),
  consent: z.strictObject({ byName: z.string(), at: z.string() }).nullable(),
  open: z
    .strictObject({ remark: z.number(), answer: z.number(), example: z.number() })
    .describe('An open suggestion each.'),
  runs: z.array(readingRow).describe('The newest first, at most 10.'),
})
export type ReaderState = z.infer<typeof readerState>

/** A proposed example that waits for a person: it is stored, excluded, and counts nowhere. */
export const proposalRow = z.strictObject({
  suggestionId: z.string(),
  number: z.number(),
  revision: z.number(),
  isEdited: z.boolean().describe('Somebody has changed its text since the model wrote it.'),
  status: status.describe('Excluded, but where somebody has decided on it without deciding on the proposal.'),
  title: z.string(),
  why: z.string(),
  model: z.string(),
  at: z.string(),
  messages: z
    .array(z.strictObject({ id: z.string().nullable(), role: z.string(), text: z.string() }))
    .describe('`id` null: its text can’t be changed here, since it is more than a text.'),
})
export type ProposalRow = z.infer<typeof proposalRow>
export const proposalList = z.strictObject({ proposals: z.array(proposalRow) })
export type ProposalList = z.infer<typeof proposalList>
