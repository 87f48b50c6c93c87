import { z } from 'zod'
import { operationId } from '@/lib/examples/schema'

export const encodings = ['o200k_base', 'cl100k_base'] as const
export const encoding = z.enum(encodings)
export type Encoding = z.infer<typeof encoding>

const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u)

/** A model that can be trained: `context` in tokens, `price` in US dollars for a million tokens of training. */
export const modelRow = z.strictObject({
  model: plain(80),
  encoding,
  context: z.number().int().min(1).max(100_000_000),
  price: z.number().min(0).max(100_000),
})
export type ModelRow = z.infer<typeof modelRow>

/** `date`: when the prices were looked up. */
export const modelRows = z.strictObject({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  rows: z.array(modelRow).min(1).max(100),
})
export type ModelRows = z.infer<typeof modelRows>
/** `revision` 0: as Finecut brings it. */
export type ModelTable = ModelRows & { revision: number }

export const modelTableChange = modelRows.extend({ operationId, revision: z.number().int().min(0) })
export type ModelTableChange = z.infer<typeof modelTableChange>

/** What training by one model takes. Billed tokens and money are of all epochs; what is in test is free. */
export type Bill = {
  model: string
  /** Tokens of one epoch as they are billed: a line beyond the context is cut there. */
  trainTokens: number
  testTokens: number
  epochs: number
  billedTokens: number
  /** In US dollars. */
  cost: number
  /** Examples that a trainer would cut off. */
  overLong: number
  longest: number
}

export const costPolicies = ['as-stored', 'none', 'one', 'per-tag', 'before-user'] as const
export type CostPolicy = (typeof costPolicies)[number]

export type CostAnswer = {
  table: ModelTable
  lines: { train: number; test: number }
  examples: number
  epochs: { chosen: number; byDefault: number }
  /** Tokens of one line in o200k_base, with what stands around its messages. */
  perExample: { typical: number; long: number; longest: number }
  /** How many tokens of an encoding stand for one of o200k_base, of a sample. */
  factors: Record<Encoding, number>
  /** By the recipe, a model of the table each. */
  bills: Bill[]
  /** The largest first, in o200k_base; those beyond the smallest context of the table, at most 100. */
  overLong: { number: number; tokens: number }[]
  /** What the ways to write instructions would take; those with a text have `text`. */
  policies: { policy: CostPolicy; bills: Bill[] }[]
  instructions: {
    /** The text that is reckoned with, and its tokens; null where nothing is known. */
    text: string | null
    tokens: number
    /** Lines that have a system prompt, and its tokens in one epoch. */
    lines: number
    stored: number
  }
}
