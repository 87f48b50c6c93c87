import { ownValue } from '@/lib/conversations/json'
import { settingsOf } from '@/lib/conversations/kind'
import type { Conversation } from '@/lib/conversations/schema'
import { openai } from '@/lib/conversations/targets/openai'
import type { FileRules } from '@/lib/conversations/targets/target'
import type { Side } from '@/lib/splits/schema'
import type { ExportProblem } from './schema'

/** Counts of examples, and the bytes, of one file. */
export type WholeFile = {
  examples: number
  bytes: number
  /** How many say the same as an earlier one. */
  repeated: number
  withTools: number
  withImages: number
  /** How many have a weight of the whole example; left out where its trainer has none. */
  withWeight?: number
  /** Whether it begins with a byte order mark; left out where that is not known yet. */
  hasMark?: boolean
}

export type WholeFileProblem = Pick<ExportProblem, 'code' | 'severity' | 'params'>

/** The rules about a file as a whole, OpenAI's (FORMATS 1.1, 1.4) where no others are given; too few examples are an error where it is to be trained on. */
export function findWholeFileProblems(
  file: WholeFile,
  side: Side,
  rules: FileRules = openai.file,
): WholeFileProblem[] {
  const { examples, bytes, repeated, withTools, withImages, withWeight = 0, hasMark } = file
  const { least, most = Infinity, megabytes: limit = Infinity, piecesFromMegabytes = Infinity } = rules
  const { imageExamples = Infinity, bom = false } = rules
  const megabytes = Math.ceil(bytes / 1024 / 1024)
  const found: WholeFileProblem[] = []
  if (examples < least)
    found.push({
      code: 'too-few-examples',
      severity: side === 'train' ? 'error' : 'warning',
      params: { count: examples, least },
    })
  if (examples > most)
    found.push({ code: 'too-many-examples', severity: 'error', params: { count: examples, most } })
  if (bytes > limit * 1024 * 1024)
    found.push({ code: 'file-too-large', severity: 'error', params: { megabytes, limit } })
  else if (bytes > piecesFromMegabytes * 1024 * 1024)
    found.push({ code: 'upload-in-pieces', severity: 'warning', params: { megabytes } })
  if (bom && hasMark === false) found.push({ code: 'no-byte-order-mark', severity: 'warning', params: {} })
  if (repeated > 0) found.push({ code: 'duplicate-lines', severity: 'warning', params: { count: repeated } })
  const without = examples - withTools
  if (withTools > 0 && without > 0)
    found.push({ code: 'mixed-tools', severity: 'warning', params: { count: withTools, without } })
  if (withWeight > 0 && withWeight < examples)
    found.push({ code: 'weight-on-some', severity: 'error', params: { count: withWeight, of: examples } })
  if (withImages > imageExamples)
    found.push({
      code: 'too-many-image-examples',
      severity: 'error',
      params: { count: withImages, limit: imageExamples },
    })
  return found
}

/** Whether an example has a weight of its own, beside those of its messages. */
export const hasWeight = (conversation: Conversation): boolean =>
  ownValue(conversation, 'weight') !== undefined

/** Whether a conversation brings tools along. */
export function hasTools(conversation: Conversation): boolean {
  const tools = ownValue(settingsOf(conversation), 'tools')
  return Array.isArray(tools) && tools.length > 0
}
