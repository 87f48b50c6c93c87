import { joinSql, raw, type Sql, type SqlParam, sql } from '../sql'
import type { Dialect, PairTerms } from './dialect'

/** A list as one parameter, to be cast to an array. */
const arrayOf = (values: readonly SqlParam[]): string =>
  `{${values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`).join(',')}}`

// pairs have no blank in them
function withPairs(terms: PairTerms): Sql {
  const all = (pairs: readonly string[]) => sql`s."pairs" @> string_to_array(${pairs.join(' ')}, ' ')`
  const any = (needles: readonly (readonly string[])[]) => sql`(${joinSql(needles.map(all), ' OR ')})`
  return joinSql(terms.map(any), ' AND ')
}

export const postgresql: Dialect = {
  yes: 'true',
  writers: 2,
  // columns are in UTC and without a zone: the one written here is skipped in reading
  time: (at) => at.toISOString(),
  timeText: (column) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  isOneOf: (column, values) => {
    if (values.length === 0) return raw('1 = 0')
    if (values.length === 1) return sql`${raw(column)} = ${values[0]!}`
    const type = values.every((value) => typeof value === 'number') ? 'bigint' : 'text'
    return sql`${raw(column)} = ANY(${arrayOf(values)}::${raw(type)}[])`
  },
  listOf: (texts) => sql`(SELECT unnest(${arrayOf(texts)}::text[]) AS "value")`,
  numbersOf: (numbers) => sql`(SELECT unnest(${arrayOf(numbers)}::bigint[]) AS "value")`,
  contains: (text, part) => sql`strpos(${raw(text)}, ${part}) > 0`,
  byteLength: (column) => `octet_length(${column})`,
  // bytes come as twice as many hexadecimal digits
  bytes: (column) => column,
  selectIdsWithPairs: (terms) =>
    sql`SELECT s."exampleId" AS "id" FROM "ExampleSearch" s WHERE ${withPairs(terms)}`,
  // the offset keeps the planner from gathering all ids first
  hasPairs: (terms) =>
    sql`EXISTS (SELECT 1 FROM "ExampleSearch" s WHERE s."exampleId" = e."id" AND ${withPairs(terms)} OFFSET 0)`,
  isTrainedMessage: (strip, messageIds, messageId) => {
    const named = `(SELECT ids.place::integer - 1 FROM jsonb_array_elements_text(${messageIds}::jsonb)
      WITH ORDINALITY AS ids(id, place) WHERE ids.id = ${messageId})`
    const counted = `substring(${messageId} from '^m([1-9][0-9]{0,8})$')::integer - 1`
    const place = `CASE WHEN ${messageIds} IS NULL THEN ${counted} ELSE ${named} END`
    return `${strip}::jsonb -> (${place}) ->> 2 = '1'`
  },
  joined: (text) => sql`string_agg(${text}, ' ')`,
  lockRows: ' FOR UPDATE',
  // with statistics at hand, the planner finds the index
  inOrderOf: () => '"Example" e',
}
