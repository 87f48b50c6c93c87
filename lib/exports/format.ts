import type { Conversation, Kind } from '@/lib/conversations/schema'
import type { Target } from '@/lib/conversations/targets/target'
import type { NotCarried } from './not-carried'

/** The choices where a trainer has no weight for a single message; `docs/export.md` says what becomes of each. */
export const weightChoices = ['one-per-turn', 'end-after-last', 'leave-out-mixed'] as const
export type WeightChoice = (typeof weightChoices)[number]

/**
 * How a trainer is told not to learn from an answer. `mark` is what stands on the message. Without one, it learns from
 * `all` answers or from the `last` one only; `lastOnly` is its setting by which it learns from the last one alone. Null for pairs, of which the answers are the lesson.
 */
export type Weights = { mark: string } | { learns: 'all'; lastOnly?: string } | { learns: 'last' } | null

/** What a snippet and the files beside it speak of; `test` null where there is no test file. */
export type TrainFacts = { train: string; test: string | null; lastOnly: boolean }
export type Snippet = { language: 'python' | 'yaml' | 'shell'; text: string }

/** One output format: one file in `formats/`, one line in `words.ts`. */
export type Format = {
  /** As in a recipe and in the command. */
  name: string
  /** The names of the tools that read it: the same in every language. */
  label: string
  kind: Kind
  /** Who trains; `trainer` is one's own machine. */
  group: 'provider' | 'trainer' | 'people'
  /** Rows of Parquet are written as lines of JSON, and stored as columns. */
  extension: 'jsonl' | 'csv' | 'parquet'
  weights: Weights
  /** Whose rules a line and a file are held against; null for a trainer of one's own, which has fewer. */
  target: Target | null
  /** Bytes before the first line. */
  head?: string
  /**
   * The lines of one record, each without its end; one each but where a turn is a line of its own. Left out where
   * lines leave as they are stored: then no byte changes but by the steps of a recipe.
   */
  write?: (conversation: Conversation, number: number) => string[]
  /** A line of its own for each turn. */
  perTurn?: true
  /** Rules of its target that writing mends by itself. */
  mends?: readonly string[]
  /** What of an example has no place in this format. */
  notCarried?: (conversation: Conversation) => NotCarried[]
  /** Files that its trainer wants beside the data. */
  extra?: Record<string, (facts: TrainFacts) => string>
  /** Ready to run beside the files; null where it is not for training. */
  snippet: ((facts: TrainFacts) => Snippet) | null
}
