import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { balanceOutcome, balanceRecipe } from '@/lib/balance/schema'
import { severities } from '@/lib/checks/words'
import { severity } from '@/lib/conversations/schema'
import { operationId, status } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import { type Side, seed, sideTotals, splitRule, trainShare } from '@/lib/splits/schema'
import { sides } from '@/lib/splits/words'
import { type ExportFormat, exportFiles, exportFormats, type WeightChoice, weightChoices } from './words'

/** What may change lines on their way out; each is shown with its line count. */
export const recipeSteps = [
  'leave-out-unknown-keys',
  'write-weights-as-integers',
  'developer-to-system',
  'unwrap-arguments',
  'drop-trailing-turns',
] as const
export const recipeStep = z.enum(recipeSteps)
export type RecipeStep = z.infer<typeof recipeStep>

/** What a file is written as. A file holds one kind of example: a trainer refuses a mixed one. */
export const exportFormat = z.enum(exportFormats)
/** Where the format has no weights for single messages; `docs/export.md` says what becomes of each. */
export const weightChoice = z.enum(weightChoices)
export type { ExportFormat, Side, WeightChoice }

// SQLite cuts text at NUL, and no engine keeps half of a surrogate pair
const instructionText = z
  .string()
  .min(1)
  .max(100_000)
  .regex(/^[^\p{Cs}\0]*$/u)
const named = z.string().min(1).max(200)

/** Where the system prompt stands in every line that goes out. */
export const instructions = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('as-stored') }),
  z.strictObject({ policy: z.literal('none') }),
  z.strictObject({ policy: z.literal('one'), text: instructionText }),
  /** By the tag of an exclusive group, both by id or name; `other` for what holds none of them, null for none. */
  z.strictObject({
    policy: z.literal('per-tag'),
    group: named,
    texts: z.array(z.strictObject({ tag: named, text: instructionText })).max(100),
    other: instructionText.nullable(),
  }),
  /** No system prompt; the instruction stands at the head of each user turn. */
  z.strictObject({ policy: z.literal('before-user'), text: instructionText }),
])
export type Instructions = z.infer<typeof instructions>
export const policies = [
  'as-stored',
  'none',
  'one',
  'per-tag',
  'before-user',
] as const satisfies Instructions['policy'][]

/** From which severity on an open finding blocks an export; `off`: none does. */
export const findingsGates = ['off', ...severities] as const
export type FindingsGate = (typeof findingsGates)[number]

/** All that decides an export: the same recipe on the same examples gives the same bytes. */
export const recipe = z.strictObject({
  format: exportFormat.default('openai-chat'),
  status: z
    .enum(['approved', 'all'])
    .default('approved')
    .describe('`all` is all but excluded; what is in the trash never leaves.'),
  q: queryText.optional(),
  trainShare: trainShare.default(0.9),
  seed: seed.default(7),
  stratify: z
    .string()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .describe('Id or name of the tag group whose tags are the strata; null for none.'),
  steps: z.array(recipeStep).max(recipeSteps.length).default([]),
  weights: weightChoice.default('one-per-turn'),
  reassign: z
    .boolean()
    .default(false)
    .describe('Draws all sides anew; without it, none that has a side moves.'),
  balance: balanceRecipe
    .nullable()
    .default(null)
    .describe('What is left out and repeated for the sake of shares; null: every example goes out once.'),
  instructions: instructions.default({ policy: 'as-stored' }),
  findings: z.enum(findingsGates).default('off'),
})
export type Recipe = z.infer<typeof recipe>
export type RecipeInput = z.input<typeof recipe>

/** `offset`: how many of those left out to skip. */
export const balanceRequest = z.strictObject({
  recipe: recipe.extend({ balance: balanceRecipe }),
  offset: z.number().int().min(0).max(1_000_000_000).default(0),
})
export type { BalancePlan } from '@/lib/balance/schema'
export type { CostAnswer } from '@/lib/cost/schema'
export type BalanceRequest = z.infer<typeof balanceRequest>

/** `epochs` null: as many as a trainer takes by itself; `text`: instructions to reckon with, where the recipe has none. */
export const costRequest = z.strictObject({
  recipe,
  epochs: z.number().int().min(1).max(50).nullable().default(null),
  text: instructionText.nullable().default(null),
})
export type CostRequest = z.infer<typeof costRequest>
export type CostInput = z.input<typeof costRequest>

export const checkRequest = z.strictObject({ recipe })
export const exportRequest = z.strictObject({ operationId, recipe })
export type ExportRequest = z.infer<typeof exportRequest>
export const exportAct = z.strictObject({ operationId })

export const downloads = [...exportFiles, 'all.zip'] as const
export type Download = (typeof downloads)[number]

export const exportParams = z.strictObject({ dataset: id, export: id })
export const exportFileParams = z.strictObject({ dataset: id, export: id, file: z.enum(downloads) })

export const lineNumbers = z
  .string()
  .max(2_000)
  .regex(/^\d{1,9}(,\d{1,9})*$/)
  .transform((text) => text.split(',').map(Number))
/** Lines of one file of an export, as a provider's message names them. */
export const exportLinesQuery = z.strictObject({ file: z.enum(sides), lines: lineNumbers })
export type ExportLinesQuery = z.infer<typeof exportLinesQuery>
/** Where a line comes from. */
export const exportLine = z.strictObject({ line: z.number(), example: z.number() })
export type ExportLine = z.infer<typeof exportLine>
export const exportLines = z.strictObject({ lines: z.array(exportLine) })
export type ExportLines = z.infer<typeof exportLines>

/** `number` null: about the export or one of its files as a whole. Sentence: `problems.<camelCase code>`. */
export const exportProblem = z.strictObject({
  code: z.string(),
  severity,
  number: z.number().nullable(),
  messageIndex: z.number().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  file: z.enum(sides).nullable(),
})
export type ExportProblem = z.infer<typeof exportProblem>

export const tagCounts = z.strictObject({
  groupId: z.string(),
  name: z.string(),
  tags: z.array(sideTotals.extend({ tagId: z.string(), name: z.string(), color: z.string() })),
  untagged: sideTotals,
})
export type TagCounts = z.infer<typeof tagCounts>

export const exportCheck = z.strictObject({
  total: z.number(),
  train: z.number(),
  validation: z.number(),
  test: z.number(),
  byStatus: z.partialRecord(status, z.number()),
  tags: z.array(tagCounts),
  messages: z.strictObject({ trained: sideTotals, untrained: sideTotals }),
  steps: z
    .array(z.strictObject({ step: recipeStep, lines: z.number() }))
    .describe('Lines that each step would change, whether it is on or not.'),
  split: z.strictObject({
    rule: splitRule
      .nullable()
      .describe('The rule that the sides follow so far; null before the first export.'),
    newly: z.number().describe('Examples that get a side by this export.'),
    differs: z
      .boolean()
      .describe('Whether the recipe asks for another rule than the one that sides follow so far.'),
    wouldMove: z.number().describe('Examples that would change sides if all were drawn anew.'),
    held: z
      .number()
      .describe(
        'Examples that the recipe asks for and that stand in no file, since they are linked to several sides.',
      ),
  }),
  weights: z
    .strictObject({
      choice: z.enum(weightChoices),
      mixed: z.number().describe('Examples of which its trainer would learn something else.'),
      lines: z.number(),
      tokens: z.number(),
      options: z.array(
        z.strictObject({
          choice: z.enum(weightChoices),
          lines: z.number(),
          tokens: z.number(),
          inexact: z.number(),
        }),
      ),
    })
    .nullable()
    .describe(
      'Null where the format says every weight of these examples. `lines` and `tokens` as they are stored.',
    ),
  balance: balanceOutcome.nullable(),
  instructed: z
    .number()
    .nullable()
    .describe("Lines that the recipe's instructions change; null where they stay as stored."),
  problems: z.array(exportProblem).describe('At most 500, errors first.'),
  problemCount: z.number(),
  errorCount: z.number(),
  warningCount: z.number(),
  blocked: z.boolean(),
})
export type ExportCheck = z.infer<typeof exportCheck>

export const fileFacts = z.strictObject({
  name: z.string(),
  bytes: z.number(),
  lines: z.number(),
  sha256: z.string(),
})
export type FileFacts = z.infer<typeof fileFacts>

export const exportStates = ['running', 'done', 'blocked', 'cancelled', 'failed'] as const
export type ExportState = (typeof exportStates)[number]

export const exportRow = z.strictObject({
  id: z.string(),
  state: z.enum(exportStates),
  written: z.number(),
  total: z.number(),
  recipe,
  weights: z
    .enum(weightChoices)
    .nullable()
    .describe(
      'What was done where the format has no weights; null where nothing had to be, and until it is done.',
    ),
  files: z.array(fileFacts).describe('The manifest is the last one; empty until it is done.'),
  problems: z.array(exportProblem).describe('Of a blocked one: at most 100, and how many there are.'),
  problemCount: z.number(),
  message: z.string().nullable().describe('Why it failed, a key of `exports.failures`; else null.'),
  byName: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type ExportRow = z.infer<typeof exportRow>
export const exportList = z.strictObject({ exports: z.array(exportRow) })
export type ExportList = z.infer<typeof exportList>
