import type { Sql, SqlParam } from '../sql'

/**
 * What SQL says differently on each engine. A new difference is a new line here and one in each of `dialect/`; it
 * takes quoted columns or tables and values, and gives SQL. What takes statements of its own (bulk inserts, search
 * rows, turns) is a file of lib/db.
 */
export type Dialect = {
  yes: string
  /** How many long writes gain by running at once. */
  writers: number
  /** A time as a parameter that compares with stored ones. */
  time(at: Date): SqlParam
  /** A time column as text, for cursors. */
  timeText(column: string): string
  /** Is one of the values, however many: one parameter. */
  isOneOf(column: string, values: readonly SqlParam[]): Sql
  /** These texts as a table with a column `value`. */
  listOf(texts: readonly string[]): Sql
  /** These whole numbers as a table with a column `value`. */
  numbersOf(numbers: readonly number[]): Sql
  /** Has this part, exactly. */
  contains(text: string, part: string): Sql
  byteLength(column: string): string
  /** A text as the bytes of its UTF-8, or as text where its driver reads bytes more slowly. */
  bytes(column: string): string
  /**
   * Ids of examples, of any dataset, whose search text has what is asked: all terms, of each any alternative, of
   * that all character pairs.
   */
  selectIdsWithPairs(terms: PairTerms): Sql
  /** The same asked of an example `e`, for a walk that ends after some rows; null where only the ids can be had. */
  hasPairs: ((terms: PairTerms) => Sql) | null
  /** Whether the message of this id is a trained one, by an example's columns `strip` and `messageIds`. */
  isTrainedMessage(strip: string, messageIds: string, messageId: string): string
  /** The texts of a group, separated by blanks. */
  joined(text: Sql): Sql
  /** Ends a SELECT whose rows the same transaction writes by what it read: nobody else writes them in between. */
  lockRows: string
  /** The table `e` to walk in the order of this index. */
  inOrderOf(order: IndexedOrder): string
}
/** Terms, of each the alternatives, of each the character pairs. */
export type PairTerms = readonly (readonly (readonly string[])[])[]
export type IndexedOrder = 'number' | 'updatedAt' | 'tokens' | 'turns' | 'status'
