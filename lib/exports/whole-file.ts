import { ownValue } from '@/lib/conversations/json'
import { settingsOf } from '@/lib/conversations/kind'
import type { Conversation } from '@/lib/conversations/schema'
import type { Side } from '@/lib/splits/schema'
import type { ExportProblem } from './schema'

/** What a trainer takes per file, FORMATS 1.1 and 1.4. */
export const fileLimits = { leastExamples: 10, megabytes: 512, imageExamples: 50_000 }

/** Counts of examples, and the bytes, of one file. */
export type WholeFile = {
  examples: number
  bytes: number
  /** How many say the same as an earlier one. */
  repeated: number
  withTools: number
  withImages: number
}

export type WholeFileProblem = Pick<ExportProblem, 'code' | 'severity' | 'params'>

/** The rules about a file as a whole; too few examples are an error where it is to be trained on. */
export function findWholeFileProblems(
  file: WholeFile,
  side: Side,
  least = fileLimits.leastExamples,
): WholeFileProblem[] {
  const { examples, bytes, repeated, withTools, withImages } = file
  const found: WholeFileProblem[] = []
  if (examples < least)
    found.push({
      code: 'too-few-examples',
      severity: side === 'train' ? 'error' : 'warning',
      params: { count: examples, least },
    })
  if (bytes > fileLimits.megabytes * 1024 * 1024)
    found.push({
      code: 'file-too-large',
      severity: 'error',
      params: { megabytes: Math.ceil(bytes / 1024 / 1024), limit: fileLimits.megabytes },
    })
  if (repeated > 0) found.push({ code: 'duplicate-lines', severity: 'warning', params: { count: repeated } })
  const without = examples - withTools
  if (withTools > 0 && without > 0)
    found.push({ code: 'mixed-tools', severity: 'warning', params: { count: withTools, without } })
  if (withImages > fileLimits.imageExamples)
    found.push({
      code: 'too-many-image-examples',
      severity: 'error',
      params: { count: withImages, limit: fileLimits.imageExamples },
    })
  return found
}

/** Whether a conversation brings tools along. */
export function hasTools(conversation: Conversation): boolean {
  const tools = ownValue(settingsOf(conversation), 'tools')
  return Array.isArray(tools) && tools.length > 0
}
