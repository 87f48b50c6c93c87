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
/** Entries of one example that differ in their keys alone. */
export type EntryGroup = Omit<OwnEntry, 'key'> & { keys: string[] }
/** What an example brings to others: entries as they are kept, what stands for them, and names under which they are found. */
export type Brought = { entries: string; hash: string; keys: number[] }
/** `entries` as they are kept. */
export type Partner = { number: number; entries: string }
/** `waived`: fingerprints. */
export type ExampleToCheck = ExampleIn & { waived: string[] }
/** With its entries, and which of the job's partners it is held against. */
export type ExampleToJudge = ExampleToCheck & { own: { entries: string; partners: number[] } }

/** `key` stands for the facts; where a thread has not met it, it asks for them. */
type Of = { key: string; facts?: CheckFacts }
export type CheckJob =
  | { kind: 'describe'; settings: { id: CheckId; settings: unknown }[] }
  | { kind: 'look'; of: Of; datasetId: string; examples: ExampleToCheck[] }
  | { kind: 'judge'; of: Of; examples: ExampleToJudge[]; partners: Partner[] }

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
/** What was found in an example by itself, and what it brings to others. */
export type Looked = { found: NewFinding[]; brought: Brought }
/** Of each example; `found`: held against others, too. `failed`: checks that broke the rule that they never throw. */
export type CheckAnswer =
  | 'missing'
  | { described: Described[] }
  | { looked: Looked[]; failed: CheckId[] }
  | { found: NewFinding[][]; failed: CheckId[] }
