import { type CheckId, checkIds, type FindingState, findingStates, severities } from '@/lib/checks/words'
import { parseQuery } from '@/lib/query/parse'
import { printQuery } from '@/lib/query/print'

type Severity = (typeof severities)[number]

/** What the address of the page says: which findings, by the words of the list of examples. */
export type FindingsView = {
  check: CheckId | null
  /** From this one up; null: any. */
  severity: Severity | null
  state: FindingState
  q: string
}

const oneOf = <T extends string>(words: readonly T[], asked: string | null): T | null =>
  words.find((word) => word === asked) ?? null

export function readView(params: URLSearchParams): FindingsView {
  return {
    check: oneOf(checkIds, params.get('check')),
    severity: oneOf(severities, params.get('severity')),
    state: oneOf(findingStates, params.get('state')) ?? 'open',
    q: params.get('q') ?? '',
  }
}

export function writeView({ check, severity, state, q }: FindingsView): string {
  const params = new URLSearchParams({
    ...(check ? { check } : {}),
    ...(severity ? { severity } : {}),
    ...(state === 'open' ? {} : { state }),
    ...(q.trim() === '' ? {} : { q }),
  })
  return params.size === 0 ? '' : `?${params}`
}

/** What the routes are asked with. */
export const requestOf = ({ check, severity, q }: FindingsView) => ({
  ...(check ? { check } : {}),
  ...(severity ? { severity } : {}),
  ...(q.trim() === '' ? {} : { q }),
})

/** The list of examples that the findings of a view are in, as a query. */
export function queryOf({ check, q }: Pick<FindingsView, 'check' | 'q'>): string {
  const found = parseQuery(`finding:${check ?? 'any'}`)
  const asked = parseQuery(q)
  return printQuery([...(asked.ok ? asked.query : []), ...(found.ok ? found.query : [])])
}
