import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import type { Span, Suggestion } from './check'
import { type CheckId, checkIds, type FindingState, findingStates, severities } from './words'

export const checkId = z.enum(checkIds)
export const severity = z.enum(severities)
export type Severity = z.infer<typeof severity>
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

export const summaryQuery = z.strictObject({ q: queryText.optional() })

export type Waiver = { reason: string; byName: string; at: string }
export type FindingRow = {
  number: number
  /** Names it within its example, also when it is made anew. */
  fingerprint: string
  check: CheckId
  /** Its sentence is `findings.<check>.<code>`, filled by `params`. */
  code: string
  params: Record<string, string | number>
  severity: Severity
  state: FindingState
  /** Both null: the example as a whole. */
  messageId: string | null
  messageIndex: number | null
  /** Null: the message as a whole. */
  span: Span | null
  /** What stands there, cut off where it is long. */
  excerpt: string
  /** The words before and behind it; in lists, where they are read. */
  around?: { before: string; after: string }
  suggestion: Suggestion | null
  waiver: Waiver | null
}
/** `next` null at the end. A page may hold fewer than its limit where more follow. */
export type FindingsPage = { findings: FindingRow[]; next: string | null }

/** `isDue`: it changed since, and its findings are being made anew. */
export type ExampleFindings = { revision: number; isDue: boolean; findings: FindingRow[] }

export type FindingCounts = {
  check: CheckId
  open: Record<Severity, number>
  waived: number
  /** Examples with an open one. */
  examples: number
}
export const checkRunStates = ['running', 'done', 'cancelled', 'failed'] as const
export type CheckRunState = (typeof checkRunStates)[number]
export type CheckRunRow = {
  id: string
  state: CheckRunState
  looked: number
  total: number
  message: string | null
  byName: string
  startedAt: string
  finishedAt: string | null
}
export type FindingsSummary = {
  /** Of every check that found something, in the order of `checkIds`. */
  checks: FindingCounts[]
  /** Of each tag: open findings of examples that hold it, and how many of these. */
  tags: { tagId: string; findings: number; examples: number }[]
  /** Examples whose findings are yet to be made. */
  due: number
  /** The last time that everything was to be checked again. */
  run: CheckRunRow | null
}

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
export type WaiveAnswer = { findings: number; more: boolean }

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
export type CheckRow = {
  check: CheckId
  isOn: boolean
  /** The check's own, and what the dataset has in its place. */
  ownSeverity: Severity
  severity: Severity | null
  /** Addresses from which its rule comes. */
  source: readonly string[]
  /** As they hold, those of the defaults among them. */
  settings: Record<string, unknown>
  defaults: Record<string, unknown>
  revision: number
}

/** `dueOnly`: what is due alone, where nobody checks it by itself. */
export const checkRunRequest = z.strictObject({ operationId, dueOnly: z.boolean().optional() })
export type CheckRunRequest = z.infer<typeof checkRunRequest>
export const checkRunAct = z.strictObject({ operationId })
export const checkRunParams = z.strictObject({ dataset: id, checking: id })
