import type { Share, ShareKind } from '@/lib/auth/schema'
import { parseQuery } from '@/lib/query/parse'
import type { Query, Term } from '@/lib/query/words'

/** The query that a link of this kind keeps. */
export function queryOf(asked: { kind: ShareKind; q?: string; number?: number }): string {
  if (asked.kind === 'example') return `#${asked.number}`
  return asked.kind === 'view' ? (asked.q ?? '') : ''
}

/** Whether a guest could never be let see what this finds: nobody is shown the trash. */
export function looksIntoTrash(q: string): boolean {
  const parsed = parseQuery(q)
  return parsed.ok && parsed.query.some(({ key }) => key === 'in')
}

const notExcluded: Term = { key: 'status', negated: true, values: ['excluded'] }

/**
 * What holds beside a link's own query: excluded examples are no part of a dataset, unless the link is of one of them
 * or names a status; and the tag, in the words of a query, that a guest looks at.
 */
export function termsBeside(share: Pick<Share, 'kind' | 'query'>, tagName: string | null): Query {
  const parsed = parseQuery(share.query)
  const namesStatus = parsed.ok && parsed.query.some(({ key }) => key === 'status')
  const terms: Query = share.kind === 'example' || namesStatus ? [] : [notExcluded]
  return tagName === null ? terms : [...terms, { key: 'tag', negated: false, values: [{ name: tagName }] }]
}
