import { type CheckId, checkIds, severities } from '@/lib/checks/words'
import type { Kind, Role } from '@/lib/conversations/schema'
import { kinds, roles } from '@/lib/conversations/words'
import type { Status } from '@/lib/examples/schema'
import { statuses } from '@/lib/examples/words'

// The words of the query language: none of it draws a library in.

/** The longest query that a link may carry, in UTF-16 units. */
export const maxQueryLength = 2000

/** The orders of a list, `-` = descending; equal ones follow by number or id, in the same direction. */
export const sorts = [
  'number',
  '-number',
  'updated',
  '-updated',
  'tokens',
  '-tokens',
  'turns',
  '-turns',
  'status',
  '-status',
] as const
export type Sort = (typeof sorts)[number]
export const defaultSort: Sort = 'number'

export const compareSigns = ['=', '>', '>=', '<', '<='] as const
export type CompareSign = (typeof compareSigns)[number]
/** A range holds both its ends. */
export type NumberTest = { sign: CompareSign; value: number } | { sign: '..'; from: number; to: number }

export const ageUnits = ['min', 'h', 'd', 'w'] as const
export type Age = { count: number; unit: (typeof ageUnits)[number] }
/** Days are `YYYY-MM-DD` in UTC; `<` of an age is younger, `>` is older. */
export type TimeTest =
  | { sign: CompareSign; day: string }
  | { sign: '..'; from: string; to: string }
  | { sign: '<' | '>'; age: Age }

/** A name is as written; `any`, `none` and `me` in quotes are names, without quotes words of the language. */
export type NameTest<Word extends string> =
  | { name: string; word?: undefined }
  | { word: Word; name?: undefined }

/** `open` and those of a kind: what waits for a person; `decided`: something was accepted or turned down. */
export const suggestionWords = ['open', 'remark', 'answer', 'example', 'decided', 'none'] as const

type Valued = {
  text: string
  status: Status
  kind: Kind
  tag: NameTest<'any' | 'none'>
  untagged: NameTest<never>
  counted: NameTest<never>
  uncounted: NameTest<never>
  weight: '0' | '1' | 'mixed'
  turns: NumberTest
  tokens: NumberTest
  trained: NumberTest
  role: Role
  author: NameTest<'me'>
  updated: TimeTest
  problem: NameTest<'any' | 'none' | 'error'>
  finding: CheckId | 'any' | 'none'
  waived: CheckId | 'any' | 'none'
  severity: (typeof severities)[number]
  split: 'train' | 'validation' | 'test' | 'none'
  source: NameTest<'any' | 'none'>
  number: NumberTest
  copy: 'any' | 'none' | number
  suggestion: (typeof suggestionWords)[number]
  in: 'trash' | 'all'
}
export type Key = keyof Valued
export type ValueOf<K extends Key> = Valued[K]
/** One condition: any of the values, or with `negated` none of them. */
export type Term = { [K in Key]: { key: K; negated: boolean; values: Valued[K][] } }[Key]
/** All terms must hold; none = every example that isn't in the trash. */
export type Query = Term[]

/** `choice`: one of the words; `name`: of something in this dataset, or one of the words. */
export type ValueKind = 'text' | 'choice' | 'name' | 'number' | 'time' | 'copy'
export type Suggestions = 'tags' | 'groups' | 'people' | 'problems'
type KeyInfo = { kind: ValueKind; words: readonly string[]; suggest: Suggestions | null }

/** Every key of the language; `query.keys.<key>` describes it. */
export const keys: Record<Key, KeyInfo> = {
  text: { kind: 'text', words: [], suggest: null },
  status: { kind: 'choice', words: statuses, suggest: null },
  kind: { kind: 'choice', words: kinds, suggest: null },
  tag: { kind: 'name', words: ['any', 'none'], suggest: 'tags' },
  untagged: { kind: 'name', words: [], suggest: 'groups' },
  counted: { kind: 'name', words: [], suggest: 'tags' },
  uncounted: { kind: 'name', words: [], suggest: 'groups' },
  weight: { kind: 'choice', words: ['0', '1', 'mixed'], suggest: null },
  turns: { kind: 'number', words: [], suggest: null },
  tokens: { kind: 'number', words: [], suggest: null },
  trained: { kind: 'number', words: [], suggest: null },
  role: { kind: 'choice', words: roles, suggest: null },
  author: { kind: 'name', words: ['me'], suggest: 'people' },
  updated: { kind: 'time', words: [], suggest: null },
  problem: { kind: 'name', words: ['any', 'none', 'error'], suggest: 'problems' },
  finding: { kind: 'choice', words: [...checkIds, 'any', 'none'], suggest: null },
  waived: { kind: 'choice', words: [...checkIds, 'any', 'none'], suggest: null },
  severity: { kind: 'choice', words: severities, suggest: null },
  split: { kind: 'choice', words: ['train', 'validation', 'test', 'none'], suggest: null },
  source: { kind: 'name', words: ['any', 'none'], suggest: null },
  number: { kind: 'number', words: [], suggest: null },
  copy: { kind: 'copy', words: ['any', 'none'], suggest: null },
  suggestion: { kind: 'choice', words: suggestionWords, suggest: null },
  in: { kind: 'choice', words: ['trash', 'all'], suggest: null },
}
export const keyNames = Object.keys(keys) as Key[]

export const queryErrorCodes = [
  'tooLong',
  'openQuote',
  'quoteInWord',
  'unknownKey',
  'missingValue',
  'unknownValue',
  'notANumber',
  'notATime',
  'rangeReversed',
  'tooShort',
  'notNegatable',
  'onlyOnce',
  'unknownTag',
  'unknownGroup',
  'unknownPerson',
  'unknownProblem',
] as const
/** What is wrong from `start` to `end` (UTF-16) of the query; `params` fill the sentence `query.errors.<code>`. */
export type QueryError = {
  code: (typeof queryErrorCodes)[number]
  start: number
  end: number
  params: Record<string, string>
}

/** The part of a query's text that a value, or else its whole term, was read from. */
export type Span = { start: number; end: number }
/** `spans[t][v]` is where value v of term t stands. */
export type Parsed = { ok: true; query: Query; spans: Span[][] } | { ok: false; errors: QueryError[] }
