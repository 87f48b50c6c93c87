import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { fieldPath, severity, weight } from '@/lib/conversations/schema'
import { operationId } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import { checkIds, findingStates } from './words'

export const checkId = z.enum(checkIds)
export type { Severity } from '@/lib/conversations/schema'
export { severity }

const number = z.number().int().min(1).max(2_000_000_000)
const code = z.string().regex(/^[a-z0-9-]{1,64}$/)
/** What stays the same of a finding while the text that it is about does. */
const fingerprint = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cs}\0]*$/u)

/** Which findings: of a check, from a severity up, of examples that a query finds. */
const which = {
  check: checkId.optional(),
  code: code.optional(),
  severity: severity.optional(),
  q: queryText.optional(),
}
export const findingsQuery = z.strictObject({
  ...which,
  state: z.enum(findingStates).optional(),
  /** What the page before gave as `next`. */
  after: z
    .string()
    .regex(/^\d{1,10}\.\d{1,10}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})
/** `state` left out: open ones. */
export type FindingsQuery = z.infer<typeof findingsQuery>

/** `check` and `severity` narrow what is counted by tag; by check and severity all is counted that `q` finds. */
export const summaryQuery = z.strictObject({ q: which.q, check: which.check, severity: which.severity })
export type SummaryQuery = z.infer<typeof summaryQuery>

/** Where a finding is: UTF-16 units `from` to `to` of the string at `path` of its message. */
export const span = z.strictObject({ path: fieldPath, from: z.number(), to: z.number() })
export type Span = z.infer<typeof span>

/** What would mend a finding by one press. */
export const suggestion = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('replace'), insert: z.string() }),
  z.strictObject({ type: z.literal('set-weight'), to: weight }),
  z.strictObject({ type: z.literal('add-tag'), tag: z.string() }),
])
export type Suggestion = z.infer<typeof suggestion>

export const waiver = z.strictObject({ reason: z.string(), byName: z.string(), at: z.string() })
export type Waiver = z.infer<typeof waiver>
export const findingRow = z.strictObject({
  number: z.number(),
  fingerprint: z.string().describe('Names it within its example, also when it is made anew.'),
  check: z.enum(checkIds),
  code: z.string().describe('Its sentence is `findings.<check>.<code>`, filled by `params`.'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  severity,
  state: z.enum(findingStates),
  messageId: z.string().nullable().describe('Both null: the example as a whole.'),
  messageIndex: z.number().nullable(),
  span: span.nullable().describe('Null: the message as a whole.'),
  excerpt: z.string().describe('What stands there, cut off where it is long.'),
  around: z
    .strictObject({ before: z.string(), after: z.string() })
    .optional()
    .describe('The words before and behind it; in lists, where they are read.'),
  suggestion: suggestion.nullable(),
  waiver: waiver.nullable(),
})
export type FindingRow = z.infer<typeof findingRow>
/** `next` null at the end. A page may hold fewer than its limit where more follow. */
export const findingsPage = z.strictObject({ findings: z.array(findingRow), next: z.string().nullable() })
export type FindingsPage = z.infer<typeof findingsPage>

/** `isDue`: it changed since, and its findings are being made anew. */
export const exampleFindings = z.strictObject({
  revision: z.number(),
  isDue: z.boolean(),
  findings: z.array(findingRow),
})
export type ExampleFindings = z.infer<typeof exampleFindings>

export const findingCounts = z.strictObject({
  check: z.enum(checkIds),
  open: z.record(severity, z.number()),
  waived: z.number(),
  examples: z.number().describe('Examples with an open one.'),
})
export type FindingCounts = z.infer<typeof findingCounts>
export const checkRunStates = ['running', 'done', 'cancelled', 'failed'] as const
export type CheckRunState = (typeof checkRunStates)[number]
export const checkRunRow = z.strictObject({
  id: z.string(),
  state: z.enum(checkRunStates),
  looked: z.number(),
  total: z.number(),
  message: z.string().nullable(),
  byName: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type CheckRunRow = z.infer<typeof checkRunRow>
export const findingsSummary = z.strictObject({
  checks: z.array(findingCounts).describe('Of every check that found something, in the order of `checkIds`.'),
  tags: z
    .array(z.strictObject({ tagId: z.string(), findings: z.number(), examples: z.number() }))
    .describe(
      'Of each tag: open findings of examples that hold it, and how many of these; of the check, and from the severity up, that were asked for.',
    ),
  due: z.number().describe('Examples whose findings are yet to be made.'),
  run: checkRunRow.nullable().describe('The last time that everything was to be checked again.'),
})
export type FindingsSummary = z.infer<typeof findingsSummary>

/**
 * Waives findings with a reason, or opens them again. `act` is an id that the client makes: what was waived under one
 * can be opened again by it, and waived again.
 */
export const waiveRequest = z.discriminatedUnion('waived', [
  z.strictObject({
    operationId,
    waived: z.literal(true),
    act: operationId,
    reason: text(2_000).trim().min(1),
    which: z.union([
      z.strictObject({
        findings: z
          .array(z.tuple([number, fingerprint]))
          .min(1)
          .max(500),
      }),
      z.strictObject(which),
    ]),
  }),
  z.strictObject({
    operationId,
    waived: z.literal(false),
    which: z.union([
      z.strictObject({
        findings: z
          .array(z.tuple([number, fingerprint]))
          .min(1)
          .max(500),
      }),
      z.strictObject({ act: operationId }),
      z.strictObject(which),
    ]),
  }),
])
export type WaiveRequest = z.infer<typeof waiveRequest>
/** How many changed; `more`: the same request with another operation id goes on. */
export const waiveAnswer = z.strictObject({ findings: z.number(), more: z.boolean() })
export type WaiveAnswer = z.infer<typeof waiveAnswer>

export const checkParams = z.strictObject({ dataset: id, check: checkId })
const setting = {
  isOn: z.boolean().optional(),
  /** Null: the check's own. */
  severity: severity.nullable().optional(),
  /** By the check's own schema, all of them; what it refuses is `invalid` `badCheckSettings`. */
  settings: z.record(z.string().max(64), z.unknown()).optional(),
}
/** What is left out stays as it is. */
export const checkChange = z.strictObject({
  operationId,
  /** Of the setting as the sender saw it, 0 where nobody had set anything; without it, `from` alone says it. */
  revision: z.number().int().min(0).optional(),
  ...setting,
  /** What the sender takes to stand there; `undoOverlaps` where it doesn't. */
  from: z.strictObject(setting).optional(),
})
export type CheckChange = z.infer<typeof checkChange>
export const checkRow = z.strictObject({
  check: z.enum(checkIds),
  isOn: z.boolean(),
  ownSeverity: severity.describe("The check's own, and what the dataset has in its place."),
  severity: severity.nullable(),
  source: z.array(z.string()).readonly().describe('Addresses from which its rule comes.'),
  settings: z.record(z.string(), z.unknown()).describe('As they hold, those of the defaults among them.'),
  defaults: z.record(z.string(), z.unknown()),
  revision: z.number(),
})
export type CheckRow = z.infer<typeof checkRow>
export const checkList = z.strictObject({ checks: z.array(checkRow) })
export type CheckList = z.infer<typeof checkList>

/** `dueOnly`: what is due alone, where nobody checks it by itself. */
export const checkRunRequest = z.strictObject({ operationId, dueOnly: z.boolean().optional() })
export type CheckRunRequest = z.infer<typeof checkRunRequest>
export const checkRunAct = z.strictObject({ operationId })
export const checkRunParams = z.strictObject({ dataset: id, checking: id })
