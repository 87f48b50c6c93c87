import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { bulkSelection } from '@/lib/bulk/schema'
import { messageId } from '@/lib/conversations/schema'
import { operationId, type Status, tagId } from '@/lib/examples/schema'
import {
  aboutKinds,
  answerForms,
  looks,
  mostProposals,
  type ReadingState,
  type SuggestionState,
} from './words'

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
  /** US dollars for a million tokens. */
  priceIn: price,
  priceOut: price,
  requestsPerMinute: z.number().int().min(1).max(10_000),
  timeoutSeconds: z.number().int().min(1).max(280),
  /** Longest text that is sent, and longest answer that is paid for. */
  mostTokensIn: z.number().int().min(500).max(2_000_000),
  mostTokensOut: z.number().int().min(100).max(200_000),
  answerForm: z.enum(answerForms),
  /** Addresses of this machine and its network may be asked, and without https. */
  allowPrivate: z.boolean(),
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
export type EndpointView = EndpointSettings & {
  revision: number
  baseUrl: string
  model: string
  host: string
  /** `lost`: what it was encrypted by is another now, as after a restore without the key file. */
  key: 'none' | 'kept' | 'lost'
  updatedAt: string
}
/** `said`: what the model answered; `reason`: a sentence of `errors`. */
export type Tried = { ok: true; ms: number; said: string } | { ok: false; ms: number; reason: string }

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
  /** A better answer is asked for this turn alone. */
  messageId: messageId.optional(),
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
  /** What a right answer must contain, or what the examples are to be like. */
  wanted: prose(8_000),
  /** Prompts that the model to be trained fails at. */
  prompts: z.array(prose(8_000)).max(20),
  /** Examples of the dataset that show the manner. */
  like: z.array(z.number().int().min(1).max(2_000_000_000)).max(5),
  /** The drafts get these. */
  tagIds: z.array(tagId).max(20),
  /** What they are for, see lib/jobs/reader/landed.ts. */
  about: about.nullable(),
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
    /** Words of the turn that it is about, as they stand there. */
    quote: z.string().nullable(),
    text: z.string(),
  }),
  z.strictObject({ kind: z.literal('answer'), text: z.string(), why: z.string() }),
  z.strictObject({ kind: z.literal('example'), title: z.string(), why: z.string() }),
])
export type SuggestionContent = z.infer<typeof suggestionContent>
export type SuggestionKind = SuggestionContent['kind']

export type SuggestionRow = {
  id: string
  messageId: string | null
  content: SuggestionContent
  state: SuggestionState
  /** The turn says something else than what was read, or is gone. */
  isStale: boolean
  model: string
  cost: number
  at: string
  byName: string | null
}

export type ReadingRow = {
  id: string
  task: ReadingTask
  model: string
  host: string
  state: ReadingState
  mostMoney: number
  total: number
  looked: number
  suggested: number
  skipped: number
  malformed: number
  tokensIn: number
  tokensOut: number
  cost: number
  message: string | null
  waitsUntil: string | null
  byName: string
  startedAt: string
  finishedAt: string | null
}

/** What a dataset has of the second reader. */
export type ReaderState = {
  /** Null: none is set up in this studio. */
  endpoint:
    | ({ model: string; host: string } & Pick<
        EndpointSettings,
        'priceIn' | 'priceOut' | 'mostTokensIn' | 'mostTokensOut'
      >)
    | null
  consent: { byName: string; at: string } | null
  /** An open suggestion each. */
  open: { remark: number; answer: number; example: number }
  /** The newest first, at most 10. */
  runs: ReadingRow[]
}

/** A proposed example that waits for a person: it is stored, excluded, and counts nowhere. */
export type ProposalRow = {
  suggestionId: string
  number: number
  /** Above 1 somebody has changed it since the model wrote it. */
  revision: number
  /** Excluded, but where somebody has decided on it without deciding on the proposal. */
  status: Status
  title: string
  why: string
  model: string
  at: string
  messages: { role: string; text: string }[]
}
