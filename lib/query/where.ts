import { dialect, joinSql, raw, type Sql, sql } from '@/lib/db/dialect'
import { AppError } from '@/lib/result/app-error'
import {
  conditionOf,
  findingsOf,
  hasNeedles,
  type QueryContext,
  selectIdsWithNeedles,
  tagIdsOf,
} from './conditions'
import { findUnknownNames } from './names'
import { isExactPair } from './pairs'
import { looksAtTexts } from './terms'
import type { Query, Term } from './words'

/** A query as SQL over alias `e` of "Example": `WHERE ${sql}`. */
export type Where = Sql & {
  /**
   * Rows for which this holds need `matchesText` on their text before they count as hits; null: none do, and the
   * SQL alone finds exactly the hits.
   */
  doubt: Sql | null
  /** Selects of "id", for the terms that an index can answer: every hit is in each of them. */
  narrow: Sql[]
  /** The same asked of a row, for a walk in the order of a list; null where it would ask nothing else. */
  walk: Sql | null
  /** The part that holds for all rows of the list that the query chooses from. */
  scope: Sql
}

/**
 * Compiles a query whose names were checked with `readQuery`.
 * @throws AppError `invalid` (`badQuery`, details: the errors) where a name means nothing in this dataset.
 */
export function compileWhere(query: Query, context: QueryContext): Where {
  const unknown = findUnknownNames(query, [], context.names)
  if (unknown.length > 0) throw new AppError('invalid', 'badQuery', { details: { errors: unknown } })

  const scope = [sql`e."datasetId" = ${context.datasetId}`, raw(`e."visible" = ${dialect.yes}`)]
  if (!query.some(({ key }) => key === 'in')) scope.push(raw('e."trashedAt" IS NULL'))
  // of an example whose search row is still to be made, only the text can tell
  const isDue = context.isSearchDue && looksAtTexts(query) ? hasSearchDue : null
  const orDue = (condition: Sql) => (isDue ? sql`(${condition} OR ${isDue})` : condition)
  const conditions: Sql[] = []
  const doubts: Sql[] = isDue ? [isDue] : []
  const needles: string[][] = []
  for (const term of query) {
    const isExact = term.key !== 'text' || term.values.every(isExactPair)
    if (!isExact) doubts.push(term.negated ? conditionOf(term, context) : raw('1 = 1'))
    if (term.key === 'text' && !term.negated) needles.push(term.values)
    else if (!term.negated) conditions.push(conditionOf(term, context))
    else if (isExact) {
      const isNot = sql`(${conditionOf(term, context)}) IS NOT TRUE`
      conditions.push(term.key === 'text' ? orDue(isNot) : isNot)
    }
  }
  let walk: Sql | null = null
  const narrow = query.flatMap((term) => narrowOf(term, context, scope) ?? [])
  if (needles.length > 0) {
    // one search for all of them: the engine meets their rare ones first
    const ids = selectIdsWithNeedles(needles)
    const ofRow = hasNeedles(needles)
    if (ofRow) walk = joinSql([...scope, ...conditions, orDue(ofRow)], ' AND ')
    conditions.push(orDue(sql`e."id" IN (${ids})`))
    if (!isDue) narrow.push(ids)
  }
  const doubt = doubts.length === 0 ? null : joinSql(doubts, ' OR ')
  return {
    ...joinSql([...scope, ...conditions], ' AND '),
    doubt,
    narrow,
    walk,
    scope: joinSql(scope, ' AND '),
  }
}

const hasSearchDue = raw('e."id" IN (SELECT d."exampleId" FROM "SearchDue" d)')

/** Ids of the hits of a term, perhaps too many, where an index finds them without walking the whole dataset. */
function narrowOf(term: Term, context: QueryContext, scope: Sql[]): Sql | null {
  if (term.negated) return null
  const selectWhere = (parts: Sql[]) =>
    sql`SELECT e."id" AS "id" FROM "Example" e WHERE ${joinSql([...parts, conditionOf(term, context)], ' AND ')}`
  switch (term.key) {
    case 'tag':
    case 'counted': {
      const ids = tagIdsOf(term.values, context.names)
      if (ids.length === 0 || term.values.some(({ word }) => word)) return null
      const isOne = dialect.isOneOf('t."tagId"', ids)
      return sql`SELECT DISTINCT t."exampleId" AS "id" FROM "ExampleTag" t WHERE ${isOne}`
    }
    case 'finding':
    case 'waived':
    case 'severity': {
      const wanted = findingsOf(term)
      if (!wanted || (term.values as string[]).includes('none')) return null
      return sql`SELECT DISTINCT f."exampleId" AS "id" FROM "Finding" f
        WHERE f."datasetId" = ${context.datasetId} AND ${wanted}`
    }
    case 'in':
      return term.values[0] === 'trash' ? selectWhere(scope) : null
    // these indexes don't hold the rest of the scope: asking for it would open every row
    case 'source':
    case 'number':
      return selectWhere(scope.slice(0, 1))
    case 'text':
    case 'untagged':
    case 'uncounted':
      return null
    default:
      return selectWhere(scope)
  }
}
