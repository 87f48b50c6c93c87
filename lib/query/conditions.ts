import { type FindingState, severities } from '@/lib/checks/words'
import { dialect, joinSql, raw, type Sql, sql } from '@/lib/db/dialect'
import { findPersonIds, findTagIds, findTagIdsOfGroup, type Names } from './names'
import { pairsOfNeedle } from './pairs'
import type { NumberTest, Term, TimeTest, ValueOf } from './words'

/**
 * Where a query is asked: its dataset, by whom, when, and what its names stand for; `isSearchDue`: whether some of its
 * examples have no search row yet (lib/query/search-due.ts).
 */
export type QueryContext = {
  datasetId: string
  now: Date
  actorId: string
  names: Names
  isSearchDue: boolean
}

const nothing = raw('1 = 0')
const either = (parts: Sql[]): Sql => (parts.length === 1 ? parts[0]! : sql`(${joinSql(parts, ' OR ')})`)

// Needles are checked against the text afterwards, so a long one needs no more than its first pairs here.
const mostPairs = 24
const pairsToAsk = (needle: string) => (pairsOfNeedle(needle) ?? []).slice(0, mostPairs)

/** Ids of examples that may have one needle of each list in their text; the others surely don't. */
export const selectIdsWithNeedles = (lists: readonly (readonly string[])[]): Sql =>
  dialect.selectIdsWithPairs(lists.map((needles) => needles.map(pairsToAsk)))

/** The same asked of an example `e`; null where an engine can't. */
export const hasNeedles = (lists: readonly (readonly string[])[]): Sql | null =>
  dialect.hasPairs?.(lists.map((needles) => needles.map(pairsToAsk))) ?? null

function compareNumber(column: string, test: NumberTest): Sql {
  if (test.sign === '..') return sql`${raw(column)} BETWEEN ${test.from} AND ${test.to}`
  return sql`${raw(column)} ${raw(test.sign)} ${test.value}`
}

const minutesOf = { min: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 }
const startOf = (day: string, daysLater = 0) => {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + daysLater)
  return dialect.time(at)
}

function compareTime(column: string, test: TimeTest, now: Date): Sql {
  const c = raw(column)
  if (test.sign === '..') return sql`(${c} >= ${startOf(test.from)} AND ${c} < ${startOf(test.to, 1)})`
  if ('age' in test) {
    const at = new Date(now.getTime() - test.age.count * minutesOf[test.age.unit] * 60_000)
    return sql`${c} ${raw(test.sign === '<' ? '>' : '<')} ${dialect.time(at)}`
  }
  switch (test.sign) {
    case '=':
      return sql`(${c} >= ${startOf(test.day)} AND ${c} < ${startOf(test.day, 1)})`
    case '>':
      return sql`${c} >= ${startOf(test.day, 1)}`
    case '>=':
      return sql`${c} >= ${startOf(test.day)}`
    case '<':
      return sql`${c} < ${startOf(test.day)}`
    case '<=':
      return sql`${c} < ${startOf(test.day, 1)}`
  }
}

/** Ids of the tags that one of the values of a `tag:` term names; `none` names no tag. */
export function tagIdsOf(values: ValueOf<'tag'>[], names: Names): string[] {
  const ids = values.flatMap((value) => {
    if (value.word === 'any') return names.tags.map(({ id }) => id)
    return value.name === undefined ? [] : findTagIds(names, value.name)
  })
  return [...new Set(ids)]
}

// Only live tags are named: rows of deleted ones stay, and count for nothing.
function hasTagOf(ids: string[]): Sql {
  if (ids.length === 0) return nothing
  const isOne = dialect.isOneOf('t."tagId"', ids)
  return sql`EXISTS (SELECT 1 FROM "ExampleTag" t WHERE t."exampleId" = e."id" AND ${isOne})`
}

function tagCondition(values: ValueOf<'tag'>[], names: Names): Sql {
  const isNone = values.some(({ word }) => word === 'none')
  const ids = tagIdsOf(values, names)
  const hasNone = sql`NOT ${hasTagOf(names.tags.map(({ id }) => id))}`
  if (!isNone) return hasTagOf(ids)
  return ids.length === 0 ? hasNone : either([hasNone, hasTagOf(ids)])
}

/** Those of which a tag on a message says something of its example too: the tags of open groups. */
function openTagIds(names: Names): Set<string> {
  const open = new Set(names.groups.filter(({ kind }) => kind === 'open').map(({ id }) => id))
  return new Set(names.tags.filter(({ groupId }) => open.has(groupId)).map(({ id }) => id))
}

// As lib/distribution/summary.ts counts by examples.
function countsUnder(ids: string[], names: Names): Sql {
  const open = openTagIds(names)
  const onExample = ids.filter((id) => !open.has(id))
  const anywhere = hasTagOf(ids.filter((id) => open.has(id)))
  if (onExample.length === 0) return anywhere
  const isOne = dialect.isOneOf('t."tagId"', onExample)
  return either([
    anywhere,
    sql`EXISTS (SELECT 1 FROM "ExampleTag" t WHERE t."exampleId" = e."id" AND t."messageId" = '' AND ${isOne})`,
  ])
}
const isInCharts = raw(`e."trashedAt" IS NULL AND e."status" <> 'excluded'`)

const leastSeverity = (values: ValueOf<'severity'>[]): number =>
  Math.min(...values.map((value) => severities.indexOf(value)))

/** What findings are asked for by a term, over alias `f`; null where it asks for none. */
export function findingsOf(term: Term): Sql | null {
  if (term.key === 'severity')
    return sql`f."state" = 'open' AND f."severity" >= ${leastSeverity(term.values)}`
  if (term.key !== 'finding' && term.key !== 'waived') return null
  const state: FindingState = term.key === 'finding' ? 'open' : 'waived'
  const checks = term.values.filter((value) => value !== 'none')
  if (checks.length === 0) return null
  const isState = sql`f."state" = ${state}`
  return checks.includes('any') ? isState : sql`${isState} AND ${dialect.isOneOf('f."checkId"', checks)}`
}

const hasFinding = (which: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM "Finding" f WHERE f."exampleId" = e."id" AND ${which})`

function findingCondition(term: Extract<Term, { key: 'finding' | 'waived' }>): Sql {
  const wanted = findingsOf(term)
  const none: ValueOf<'finding'>[] = term.values
  const parts = wanted ? [hasFinding(wanted)] : []
  if (none.includes('none')) {
    const state: FindingState = term.key === 'finding' ? 'open' : 'waived'
    parts.push(sql`NOT ${hasFinding(sql`f."state" = ${state}`)}`)
  }
  return either(parts)
}

const weights = {
  0: 'e."assistantTurns" > e."trainedTurns"',
  1: 'e."trainedTurns" > 0',
  mixed: '(e."trainedTurns" > 0 AND e."assistantTurns" > e."trainedTurns")',
}
const problemWords = { any: `e."problems" <> ''`, none: `e."problems" = ''`, error: 'e."errors" > 0' }
const sourceWords = { any: 'e."sourceKey" IS NOT NULL', none: 'e."sourceKey" IS NULL' }
const copyWords = { any: 'e."copiedFrom" IS NOT NULL', none: 'e."copiedFrom" IS NULL' }

function suggestionCondition(value: ValueOf<'suggestion'>): Sql {
  if (value === 'none') return sql`NOT ${suggestionCondition('open')}`
  const has =
    value === 'decided'
      ? sql`s."state" <> 'open'`
      : value === 'open'
        ? sql`s."state" = 'open'`
        : sql`s."state" = 'open' AND s."kind" = ${value}`
  return sql`EXISTS (SELECT 1 FROM "Suggestion" s WHERE s."exampleId" = e."id" AND ${has})`
}

/** The condition of a term over alias `e`, negation left out; unknown (NULL) counts as no. */
export function conditionOf(term: Term, { now, actorId, names }: QueryContext): Sql {
  switch (term.key) {
    case 'text':
      return sql`e."id" IN (${selectIdsWithNeedles([term.values])})`
    case 'status':
      return dialect.isOneOf('e."status"', term.values)
    case 'kind':
      return dialect.isOneOf('e."kind"', term.values)
    case 'tag':
      return tagCondition(term.values, names)
    case 'untagged':
      return either(
        term.values.map(({ name }) => sql`NOT ${hasTagOf(findTagIdsOfGroup(names, name ?? '') ?? [])}`),
      )
    case 'counted': {
      const ids = term.values.flatMap(({ name }) => findTagIds(names, name ?? ''))
      return sql`(${isInCharts} AND ${countsUnder(ids, names)})`
    }
    case 'uncounted': {
      const none = term.values.map(
        ({ name }) => sql`NOT ${countsUnder(findTagIdsOfGroup(names, name ?? '') ?? [], names)}`,
      )
      return sql`(${isInCharts} AND ${either(none)})`
    }
    case 'weight':
      return either(term.values.map((value) => raw(weights[value])))
    case 'turns':
    case 'tokens':
    case 'number':
      return either(term.values.map((test) => compareNumber(`e."${term.key}"`, test)))
    case 'trained':
      return either(term.values.map((test) => compareNumber('e."trainedTurns"', test)))
    case 'role':
      // the column holds the first letters of the roles, which differ
      return either(term.values.map((role) => dialect.contains('e."roles"', role[0]!)))
    case 'author': {
      const ids = term.values.flatMap(({ word, name }) =>
        word ? [actorId] : findPersonIds(names, name ?? ''),
      )
      return ids.length === 0 ? nothing : dialect.isOneOf('e."authorId"', ids)
    }
    case 'updated':
      return either(term.values.map((test) => compareTime('e."updatedAt"', test, now)))
    case 'problem':
      return either(
        term.values.map(({ word, name }) =>
          word ? raw(problemWords[word]) : dialect.contains(`' ' || e."problems" || ' '`, ` ${name} `),
        ),
      )
    case 'finding':
    case 'waived':
      return findingCondition(term)
    case 'severity':
      return hasFinding(findingsOf(term)!)
    case 'split':
      return dialect.isOneOf(`coalesce(e."split", 'none')`, term.values)
    case 'source':
      return either(
        term.values.map(({ word, name }) =>
          word ? raw(sourceWords[word]) : dialect.isOneOf('e."sourceKey"', [name ?? '']),
        ),
      )
    case 'copy':
      return either(
        term.values.map((value) => {
          if (typeof value !== 'number') return raw(copyWords[value])
          return sql`e."copiedFrom" = ${value}`
        }),
      )
    case 'suggestion':
      return either(term.values.map(suggestionCondition))
    case 'in':
      return raw(term.values[0] === 'all' ? '1 = 1' : 'e."trashedAt" IS NOT NULL')
  }
}
