import { openai } from './openai'
import type { Target } from './target'

/** FORMATS 2.11 and rule 15: OpenAI's rules, and two answers in a row fail the file without a line. */
export const azure = {
  name: 'azure',
  label: 'Azure OpenAI, Foundry',
  severities: { 'assistant-twice': 'error' },
  file: { least: 10, megabytes: 512, piecesFromMegabytes: 100, imageExamples: 50_000, bom: true },
  prevents: {
    ...openai.prevents,
    'assistant-twice': { error: 'contains invalid schema (20)', source: 'FORMATS 1.3 rule 15, 1.11' },
  },
} as const satisfies Target
