import type { ProblemCode } from '../problems/codes'
import type { Conversation, Severity } from '../schema'
import type { TargetCode } from './codes'

export type TargetReport = (
  code: TargetCode,
  messageIndex: number | null,
  params?: Record<string, string | number>,
) => void

/** What a trainer takes of a file as a whole; a bound that nobody names is left out. */
export type FileRules = {
  least: number
  most?: number
  megabytes?: number
  /** Beyond it, an upload in one piece is known to fail. */
  piecesFromMegabytes?: number
  imageExamples?: number
  /** The guide asks for a byte order mark. */
  bom?: true
}

/** What a provider says where a rule is broken, with the place where the rule stands. */
export type Prevented = { error: string | null; source: string }

/**
 * The rules of one trainer, as far as they differ from those of OpenAI, which the validator has by itself: a rule may
 * weigh otherwise (null: it is none there), and there may be more of them.
 */
export type Target = {
  name: string
  label: string
  severities?: Partial<Record<ProblemCode, Severity | null>>
  /** Keys of a line, beside `messages`, that it reads though OpenAI doesn't. */
  moreLineKeys?: readonly string[]
  check?: (conversation: Conversation, report: TargetReport) => void
  file: FileRules
  /** By code; the first words of real messages, with examples of what is in them. */
  prevents: Partial<Record<string, Prevented>>
}
