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
export const modelTable = modelRows.extend({ revision: z.number() })
export type ModelTable = z.infer<typeof modelTable>

export const modelTableChange = modelRows.extend({ operationId, revision: z.number().int().min(0) })
export type ModelTableChange = z.infer<typeof modelTableChange>

/** What training by one model takes. Billed tokens and money are of all epochs; what is in test is free. */
export const bill = z.strictObject({
  model: z.string(),
  trainTokens: z
    .number()
    .describe('Tokens of one epoch as they are billed: a line beyond the context is cut there.'),
  testTokens: z.number(),
  epochs: z.number(),
  billedTokens: z.number(),
  cost: z.number().describe('In US dollars.'),
  overLong: z.number().describe('Examples that a trainer would cut off.'),
  longest: z.number(),
})
export type Bill = z.infer<typeof bill>

export const costPolicies = ['as-stored', 'none', 'one', 'per-tag', 'before-user'] as const
export type CostPolicy = (typeof costPolicies)[number]

export const costAnswer = z.strictObject({
  table: modelTable,
  lines: z.strictObject({ train: z.number(), test: z.number() }),
  examples: z.number(),
  epochs: z.strictObject({ chosen: z.number(), byDefault: z.number() }),
  perExample: z
    .strictObject({ typical: z.number(), long: z.number(), longest: z.number() })
    .describe('Tokens of one line in o200k_base, with what stands around its messages.'),
  factors: z
    .record(encoding, z.number())
    .describe('How many tokens of an encoding stand for one of o200k_base, of a sample.'),
  bills: z.array(bill).describe('By the recipe, a model of the table each.'),
  overLong: z
    .array(z.strictObject({ number: z.number(), tokens: z.number() }))
    .describe(
      'The largest first, in o200k_base; those beyond the smallest context of the table, at most 100.',
    ),
  policies: z
    .array(z.strictObject({ policy: z.enum(costPolicies), bills: z.array(bill) }))
    .describe('What the ways to write instructions would take; those with a text have `text`.'),
  instructions: z.strictObject({
    text: z
      .string()
      .nullable()
      .describe('The text that is reckoned with, and its tokens; null where nothing is known.'),
    tokens: z.number(),
    lines: z.number().describe('Lines that have a system prompt, and its tokens in one epoch.'),
    stored: z.number(),
  }),
})
export type CostAnswer = z.infer<typeof costAnswer>
