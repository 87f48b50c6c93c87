import type { z } from 'zod'
import type { Conversation, FieldPath, Problem, Role, Severity } from '@/lib/conversations/schema'
import type { Span, Suggestion } from './schema'
import type { CheckId } from './words'

export type { Span, Suggestion }

/** A text of a message that a person or a model reads; `path` leads to its string. */
export type SaidText = {
  messageIndex: number
  role: Role
  path: FieldPath
  text: string
  /** Whether a trainer would learn it. */
  trained: boolean
}

/** One example as checks read it; what several of them need is worked out once. */
export type Subject = {
  conversation: Conversation
  /** All texts in reading order, refusals too; no tool call. */
  said: readonly SaidText[]
  /** By message: tokens, estimates where they are not counted yet. */
  tokens: readonly number[]
  /** Names of the tags of the example or any of its messages. */
  tags: readonly string[]
  /** What the validator says of it. */
  problems: readonly Problem[]
  /** What the other checks found and nobody waived; only a check that goes `last` is given it. */
  found?: readonly FoundBy[]
}

/** What a dataset says of itself beyond its examples. */
export type DatasetFacts = {
  /** Reference notes: what an answer may state though the conversation doesn't hold it. */
  notes: readonly string[]
  /** Every tag of the dataset by its name; suggestions of tags are of these only. */
  tagNames: readonly string[]
  /** Tokens of the user's messages by percentile, from 0 to 100; left out where there are too few to tell. */
  userTokens?: readonly number[] | undefined
}

/**
 * Something that a check found. `code` names its sentence, `findings.<check>.<code>` of messages/, `params` fill it;
 * a text of the example among them is at most 80 units long.
 */
export type Found = {
  code: string
  /** Null: the example as a whole. */
  messageIndex: number | null
  /** Null: the message as a whole. */
  span: Span | null
  params: Record<string, string | number>
  /** Its check's own where it is left out. */
  severity?: Severity
  suggestion?: Suggestion
}

/** A finding of the same example, and whose it is. */
export type FoundBy = Found & { check: CheckId; severity: Severity }

/**
 * What an example brings to a comparison with others: those that share a `key` are held against each other. `under`: a
 * key of the same example without which nobody shares this one; it is looked up in its place.
 */
export type Entry = { key: string; messageIndex: number; facts: string; under?: string }

/** A check that holds examples against each other. Both functions are pure; rows are kept by whoever calls them. */
export type Across = {
  /** At most 64 per example, `key` at most 64 characters, `facts` at most 8 kB. */
  entriesOf(subject: Subject): Entry[]
  /**
   * What is wrong with `mine`, given one of another example; `number` is that example's. Null: nothing. Where two share
   * several keys, the first one is given.
   */
  judge(mine: Entry, other: Entry & { number: number }): Found | null
}

/** A check with the settings of one dataset: what it compiles is compiled once. Never throws, in time linear to the text. */
export type OpenCheck = { find(subject: Subject): Found[]; across?: Across }

/** One quality rule: one file in `checks/`, one line in `all.ts`. Runs in a worker thread and in tests, never in a browser. */
export type Check<Settings = unknown> = {
  id: CheckId
  severity: Severity
  /** Where its rule comes from: addresses of pages or papers. */
  source: readonly string[]
  /** Runs after all others, and reads what they found in `subject.found`. */
  last?: true
  /** Its settings in a dataset; `settings.parse({})` gives the defaults. */
  settings: z.ZodType<Settings>
  open(settings: Settings, facts: DatasetFacts): OpenCheck
}

/** Keeps the type of the settings inside one file: the list of all checks knows none of them. */
export const defineCheck = <Settings>(check: Check<Settings>): Check<Settings> => check
