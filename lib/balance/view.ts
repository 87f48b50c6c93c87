import {
  type BalanceMeasure,
  type BalanceMode,
  type BalanceRecipe,
  type BalanceTarget,
  balanceMeasures,
  balanceModes,
  mostCopies,
} from './schema'

/** How many exceptions an address holds: more would not fit in a request's first line. */
export const mostInAddress = 300

/** What the balance page shows, as its address says it. */
export type BalanceView = {
  mode: BalanceMode
  by: BalanceMeasure
  status: 'approved' | 'all'
  /** The group whose bars are shown; null for the first. */
  group: string | null
  seed: number | null
  copies: number
  keep: number[]
  leaveOut: number[]
  q: string
}

const usualCopies = 3

export function readView(params: URLSearchParams, status: BalanceView['status']): BalanceView {
  const oneOf = <T extends string>(key: string, known: readonly T[], usual: T) =>
    known.find((value) => value === params.get(key)) ?? usual
  const whole = (text: string | null, least: number, most: number) => {
    const number = Number(text)
    return text !== null && /^\d{1,10}$/.test(text) && number >= least && number <= most ? number : null
  }
  const numbers = (key: string) =>
    (params.get(key) ?? '')
      .split(',')
      .flatMap((text) => whole(text, 1, 2_000_000_000) ?? [])
      .slice(0, mostInAddress)
  return {
    mode: oneOf('mode', balanceModes, 'down'),
    by: oneOf('by', balanceMeasures, 'examples'),
    status: oneOf('status', ['approved', 'all'], status),
    group: params.get('group'),
    seed: whole(params.get('seed'), 0, 2_147_483_647),
    copies: whole(params.get('copies'), 1, mostCopies) ?? usualCopies,
    keep: numbers('keep'),
    leaveOut: numbers('out'),
    q: params.get('q') ?? '',
  }
}

/** The address of a view; what is as usual is not in it. */
export function writeView(view: BalanceView, status: BalanceView['status']): string {
  const params = new URLSearchParams()
  const put = (key: string, value: string, usual = '') => {
    if (value !== usual) params.set(key, value)
  }
  put('mode', view.mode, 'down')
  put('by', view.by, 'examples')
  put('status', view.status, status)
  put('group', view.group ?? '')
  put('seed', view.seed === null ? '' : String(view.seed))
  put('copies', String(view.copies), String(usualCopies))
  put('keep', view.keep.join(','))
  put('out', view.leaveOut.join(','))
  put('q', view.q)
  return params.size > 0 ? `?${params}` : ''
}

type Targeted = { tags: readonly { id: string; targetMin: number | null; targetMax: number | null }[] }

/** The targets that stand on the tags. */
export const targetsOf = (groups: readonly Targeted[]): BalanceTarget[] =>
  groups.flatMap(({ tags }) =>
    tags.flatMap(({ id, targetMin, targetMax }) =>
      targetMin === null && targetMax === null ? [] : [{ tag: id, min: targetMin ?? 0, max: targetMax ?? 1 }],
    ),
  )

export const planOfView = (view: BalanceView, groups: readonly Targeted[]): BalanceRecipe => ({
  mode: view.mode,
  by: view.by,
  targets: targetsOf(groups),
  maxCopies: view.copies,
  keep: view.keep,
  leaveOut: view.leaveOut,
})
