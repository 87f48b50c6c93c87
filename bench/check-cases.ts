import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { DatasetFacts, FoundBy, Subject } from '@/lib/checks/check'
import { percentilesOf } from '@/lib/checks/percentiles'
import { subjectOf } from '@/lib/checks/subject'
import { type CheckId, checkIds } from '@/lib/checks/words'
import { canonicalJson } from '@/lib/conversations/canonical'
import { readLine } from '@/lib/conversations/parse'
import { findProblems } from '@/lib/conversations/problems'
import { type Conversation, type Json, json } from '@/lib/conversations/schema'
import { starterTags } from '@/lib/tags/starter'
import { estimateMessage } from '@/lib/tokens/estimate'

/**
 * What a check should say of an example: in which message (counted from 0, null: of the example), at which of its words
 * (null: anywhere in it). What is `optional` may be said or not.
 */
const expectation = z.strictObject({
  message: z.number().int().min(0).nullable(),
  text: z.string().min(1).nullable(),
  code: z.string().optional(),
  optional: z.literal(true).optional(),
})
export type Expectation = z.infer<typeof expectation>

/** All other keys of a case are those of the line: `messages`, `tools`, or the three of a preference. */
const labelledCase = z.looseObject({
  lang: z.enum(['en', 'ko']),
  /** A part of the rule that is measured by itself as well. */
  about: z.string().optional(),
  /** Tokens of the user's messages of the dataset, and how many have so many. */
  lengths: z.array(z.tuple([z.number().int(), z.number().int()])).optional(),
  /** Names of the tags that the example has. */
  tags: z.array(z.string()).default([]),
  /** Names of the tags of the dataset: those a new one starts with where it is left out. */
  tagNames: z.array(z.string()).optional(),
  /** The dataset's reference notes. */
  notes: z.array(z.string()).default([]),
  settings: z.record(z.string(), json).default({}),
  /** What other checks found in it, for one that goes last. */
  found: z.array(z.strictObject({ check: z.enum(checkIds), message: z.number().nullable() })).default([]),
  /** In place of `messages`: examples of one dataset. The first is judged, the others are what it is held against. */
  examples: z.array(z.looseObject({ tags: z.array(z.string()).default([]) })).optional(),
  /** Empty: nothing is wrong. */
  expect: z.array(expectation),
})

export type Half = 'tune' | 'held out'
export type LabelledCase = {
  place: string
  half: Half
  about: string | null
  lang: 'en' | 'ko'
  subjects: Subject[]
  facts: DatasetFacts
  settings: { [key: string]: Json }
  expect: Expectation[]
}

export const caseFile = (id: CheckId): string => `bench/cases/${id}.jsonl`

/** The labelled cases of a check; none where nobody wrote any. */
export function casesOf(id: CheckId): LabelledCase[] {
  const file = caseFile(id)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line === '' ? [] : [caseOf(`${file}:${i + 1}`, JSON.parse(line) as Json)]))
}

function caseOf(place: string, value: Json): LabelledCase {
  const read = labelledCase.safeParse(value)
  if (!read.success) throw new Error(`${place}: ${z.prettifyError(read.error)}`)
  const { lang, about, lengths, tags, tagNames, notes, settings, found, examples, expect, ...line } =
    read.data
  const lines = examples ?? [{ ...line, tags }]
  const others = found.map(({ check, message }): FoundBy => {
    return { check, code: 'any', severity: 'warning', messageIndex: message, span: null, params: {} }
  })
  const subjects = lines.map(({ tags, ...line }) => ({
    ...subjectIn(place, line as Json, tags),
    found: others,
  }))
  for (const { message, text } of expect)
    if (text !== null && !holds(subjects[0]!.conversation, message, text))
      throw new Error(`${place}: message ${message} has no “${text}”`)
  const starters = starterTags(lang).flatMap((group) => group.tags.map(({ name }) => name))
  const tokens = lengths?.flatMap(([length, count]) => Array.from({ length: count }, () => length))
  const facts = { notes, tagNames: tagNames ?? starters, userTokens: tokens && percentilesOf(tokens) }
  return { place, half: halfOf(value), about: about ?? null, lang, subjects, facts, settings, expect }
}

function subjectIn(place: string, line: Json, tags: string[]): Subject {
  const text = JSON.stringify(line)
  const read = readLine(text)
  if (!read.ok) throw new Error(`${place}: ${read.code}`)
  const { conversation } = read
  const tokens = conversation.messages.map(estimateMessage)
  return subjectOf(conversation, { tokens, tags, problems: findProblems(conversation, text) })
}

const holds = ({ messages }: Conversation, message: number | null, text: string): boolean =>
  JSON.stringify(message === null ? messages : messages[message])?.includes(
    JSON.stringify(text).slice(1, -1),
  ) ?? false

/**
 * Which half a case belongs to: the first byte of the SHA-256 of its JSON, keys in order, is even for `tune`. What is
 * expected of it is left out, so that a label put right moves no case across.
 */
export function halfOf(value: Json): Half {
  const { expect: _, ...asked } = value as { [key: string]: Json }
  const [first] = createHash('sha256').update(canonicalJson(asked)).digest()
  return first! % 2 === 0 ? 'tune' : 'held out'
}
