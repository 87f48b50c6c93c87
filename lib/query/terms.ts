import { printTerm } from './print'
import type { Key, Query, Term } from './words'

/** Whether both say the same in the same words. */
export function sameTerm(a: Term, b: Term): boolean {
  return printTerm(a) === printTerm(b)
}

/** The query with this term too; the same query when it is already there. */
export function withTerm(query: Query, term: Term): Query {
  return query.some((other) => sameTerm(other, term)) ? query : [...query, term]
}

export function withoutTerm(query: Query, term: Term): Query {
  return query.filter((other) => !sameTerm(other, term))
}

/** The query with this term (null: nothing) where the key's first term stood, and no other term of that key. */
export function replaceKey(query: Query, key: Key, term: Term | null): Query {
  const place = query.findIndex((other) => other.key === key)
  const before = place < 0 ? query : query.slice(0, place)
  const after = place < 0 ? [] : query.slice(place).filter((other) => other.key !== key)
  return [...before, ...(term ? [term] : []), ...after]
}

/** Whether a query asks for words, which the search rows or the texts themselves answer. */
export function looksAtTexts(query: Query): boolean {
  return query.some(({ key }) => key === 'text')
}
