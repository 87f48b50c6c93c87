import 'server-only'
import { hashesOf } from '@/lib/conversations/hash'
import { kindOf, longestTokens } from '@/lib/conversations/kind'
import { findProblems } from '@/lib/conversations/problems'
import type { Conversation, Kind } from '@/lib/conversations/schema'
import { summarise } from '@/lib/conversations/summary'
import { searchPairs } from '@/lib/query/pairs'
import { searchableText } from '@/lib/query/text'
import { mentionsOf } from './mentioned'

/** Everything about an example that follows from its text alone, but for what the search index holds of it. */
export type Derived = {
  kind: Kind
  preview: string
  strip: string
  turns: number
  assistantTurns: number
  trainedTurns: number
  tokens: number
  trainedTokens: number
  roles: string
  problems: string
  errors: number
  mentions: number
  contentHash: string
  approvalHash: string
}

/** What the columns of an example follow from: its text, its parsed form, tokens per message. */
export function derive(
  text: string,
  conversation: Conversation,
  messageTokens: number[],
): { derived: Derived; problemList: ReturnType<typeof findProblems> } {
  const problemList = findProblems(conversation, text, { tokens: longestTokens(conversation, messageTokens) })
  const summary = summarise(conversation, messageTokens, problemList)
  const derived: Derived = {
    kind: kindOf(conversation),
    preview: storable(summary.preview),
    strip: JSON.stringify(summary.strip),
    turns: summary.turns,
    assistantTurns: summary.assistantTurns,
    trainedTurns: summary.trainedTurns,
    tokens: summary.tokens,
    trainedTokens: summary.trainedTokens,
    roles: summary.roles,
    problems: summary.problems.join(' '),
    errors: summary.errors,
    mentions: mentionsOf(text),
    ...hashesOf(conversation),
  }
  return { derived, problemList }
}

export type FreshJob = { text: string; messageTokens: number[]; withPairs: boolean }
/** `pairs`: what search finds it by; null where it wasn't asked for. */
export type Fresh = ReturnType<typeof derive> & { pairs: string | null }

export const freshOf = ({ text, messageTokens, withPairs }: FreshJob, conversation: Conversation): Fresh => ({
  ...derive(text, conversation, messageTokens),
  pairs: withPairs ? pairsOf(conversation) : null,
})

/** What the search index holds of an example. */
export const pairsOf = (conversation: Conversation): string =>
  storable(searchPairs(searchableText(conversation.messages)))

// SQLite cuts text at NUL and neither engine keeps a lone surrogate: derived text goes without them
const storable = (text: string): string => text.replaceAll('\u0000', ' ').toWellFormed()

export type NewExample = {
  /** The line as it is kept, byte for byte. */
  text: string
  conversation: Conversation
  messageTokens: number[]
  sourceKey?: string | null
  /** Set for imported lines: a second import of the same line is skipped. */
  imported?: { importId: string; line: number; lineHash: string }
  copiedFrom?: number
  messageIds?: string[]
}

export const exampleColumns = [
  'datasetId',
  'kind',
  'text',
  'messageIds',
  'preview',
  'strip',
  'turns',
  'assistantTurns',
  'trainedTurns',
  'tokens',
  'trainedTokens',
  'roles',
  'problems',
  'errors',
  'mentions',
  'contentHash',
  'approvalHash',
  'lineHash',
  'importId',
  'importLine',
  'sourceKey',
  'copiedFrom',
  'authorId',
  'createdAt',
  'updatedAt',
  'visible',
  'number',
] as const

type Place = { datasetId: string; authorId: string; at: string; visible: boolean }
export type Cells = (string | number | null)[]

/** The cells of a row in the order of `exampleColumns`, all but its number. */
export function toCells(example: NewExample, place: Place): Cells {
  const { derived: d } = derive(example.text, example.conversation, example.messageTokens)
  return [
    place.datasetId,
    d.kind,
    example.text,
    example.messageIds ? JSON.stringify(example.messageIds) : null,
    d.preview,
    d.strip,
    d.turns,
    d.assistantTurns,
    d.trainedTurns,
    d.tokens,
    d.trainedTokens,
    d.roles,
    d.problems,
    d.errors,
    d.mentions,
    d.contentHash,
    d.approvalHash,
    example.imported?.lineHash ?? null,
    example.imported?.importId ?? null,
    example.imported?.line ?? null,
    example.sourceKey ?? null,
    example.copiedFrom ?? null,
    place.authorId,
    place.at,
    place.at,
    place.visible ? 1 : 0,
  ]
}
