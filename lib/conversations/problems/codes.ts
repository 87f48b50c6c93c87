import type { Severity } from '../schema'

/**
 * Every rule that concerns one conversation, how much it weighs, and the kind of help there is. Sentences:
 * `problems.<camelCase code>.title` and `.remedy`.
 */
export const problemCodes = {
  'unknown-key': { severity: 'error', remedy: 'omit' },
  'unknown-message-key': { severity: 'error', remedy: 'omit' },
  'duplicate-keys': { severity: 'warning', remedy: 'keep' },
  'developer-role': { severity: 'error', remedy: 'rename' },
  'field-type': { severity: 'error', remedy: 'edit' },
  'content-missing': { severity: 'error', remedy: 'write' },
  'content-type': { severity: 'error', remedy: 'edit' },
  'no-parts': { severity: 'error', remedy: 'write' },
  'part-shape': { severity: 'error', remedy: 'edit' },
  'part-not-allowed': { severity: 'error', remedy: 'remove' },
  'refusal-parts': { severity: 'error', remedy: 'edit' },
  'empty-content': { severity: 'warning', remedy: 'write' },
  'empty-answer': { severity: 'error', remedy: 'write' },
  'no-assistant': { severity: 'error', remedy: 'write' },
  'last-not-assistant': { severity: 'error', remedy: 'trim' },
  'nothing-trained': { severity: 'error', remedy: 'weigh' },
  'last-untrained': { severity: 'info', remedy: 'none' },
  'assistant-twice': { severity: 'warning', remedy: 'merge' },
  'prompt-ends-with-answer': { severity: 'error', remedy: 'edit' },
  'answers-identical': { severity: 'warning', remedy: 'edit' },
  'answer-empty': { severity: 'warning', remedy: 'write' },
  'preference-not-text': { severity: 'error', remedy: 'remove' },
  'weight-in-preference': { severity: 'error', remedy: 'omit' },
  'weight-not-assistant': { severity: 'error', remedy: 'remove' },
  'weight-type': { severity: 'error', remedy: 'integer' },
  'weight-value': { severity: 'error', remedy: 'weigh' },
  'weight-spelling': { severity: 'warning', remedy: 'integer' },
  'tool-calls-type': { severity: 'error', remedy: 'edit' },
  'tool-call-shape': { severity: 'error', remedy: 'edit' },
  'tool-call-custom': { severity: 'error', remedy: 'remove' },
  'tool-call-unanswered': { severity: 'error', remedy: 'answer' },
  'tool-call-id-missing': { severity: 'error', remedy: 'edit' },
  'tool-answer-orphan': { severity: 'error', remedy: 'edit' },
  'function-name-missing': { severity: 'error', remedy: 'edit' },
  'arguments-not-json': { severity: 'warning', remedy: 'edit' },
  'arguments-double-encoded': { severity: 'warning', remedy: 'unwrap' },
  'tool-not-declared': { severity: 'warning', remedy: 'declare' },
  'tools-type': { severity: 'error', remedy: 'edit' },
  'tool-shape': { severity: 'error', remedy: 'edit' },
  'tool-name': { severity: 'error', remedy: 'edit' },
  'special-token': { severity: 'error', remedy: 'edit' },
  'nul-character': { severity: 'error', remedy: 'strip' },
  'lone-surrogate': { severity: 'error', remedy: 'strip' },
  'too-many-tokens': { severity: 'error', remedy: 'shorten' },
  'too-many-images': { severity: 'error', remedy: 'shorten' },
  'image-url': { severity: 'error', remedy: 'edit' },
  'image-detail': { severity: 'error', remedy: 'edit' },
  'image-format': { severity: 'warning', remedy: 'edit' },
  'image-too-large': { severity: 'warning', remedy: 'edit' },
} as const satisfies Record<string, { severity: Severity; remedy: string }>

export type ProblemCode = keyof typeof problemCodes
export type Remedy = (typeof problemCodes)[ProblemCode]['remedy']

/** How a rule tells what it found: `messageIndex` null for the line as a whole. */
export type Report = (
  code: ProblemCode,
  messageIndex: number | null,
  params?: Record<string, string | number>,
) => void
