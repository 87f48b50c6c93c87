import type { DatasetFacts, Entry, Span, Suggestion } from './check'
import type { Severity } from './schema'
import type { CheckId } from './words'

/** What a thread is told of a dataset: its facts, and the checks that are on. */
export type CheckFacts = DatasetFacts & {
  checks: { id: CheckId; severity: Severity | null; settings: unknown }[]
}

/** An example as it is sent to a thread; names of its tags. */
export type ExampleIn = { text: string; messageIds: string[]; tokens: number[]; tags: string[] }
export type OwnEntry = Entry & { check: CheckId }
/** An entry of another example, of the same check and key as one of this one's. */
export type Partner = OwnEntry & { number: number }
/** `partners`: what it is held against; `waived`: fingerprints. */
export type ExampleToCheck = ExampleIn & { partners: Partner[]; waived: string[] }

/** `key` stands for the facts; where a thread has not met it, it asks for them. */
type Of = { key: string; facts?: CheckFacts }
export type CheckJob =
  | { kind: 'describe'; settings: { id: CheckId; settings: unknown }[] }
  | { kind: 'find'; of: Of; examples: ExampleToCheck[] }

/** `settings` null: what was given is refused. */
export type Described = {
  id: CheckId
  severity: Severity
  source: readonly string[]
  defaults: Record<string, unknown>
  settings: Record<string, unknown> | null
  /** The setting that is refused first; null where none is. */
  wrong: string | null
}
export type NewFinding = {
  check: CheckId
  code: string
  severity: Severity
  messageId: string | null
  span: Span | null
  excerpt: string
  params: Record<string, string | number>
  suggestion: Suggestion | null
  fingerprint: string
}
/** Of each example what was found, and what it brings to others; `failed`: checks that broke the rule that they never throw. */
export type CheckAnswer =
  | 'missing'
  | { described: Described[] }
  | { checked: { found: NewFinding[]; entries: OwnEntry[] }[]; failed: CheckId[] }
