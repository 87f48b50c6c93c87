import type { CountedExample, Distribution } from './schema'
import { applyChange } from './summary'

type Change = { before: CountedExample; after: CountedExample }

/**
 * What I did and the server may not have counted yet. `latest` counts my changes; the server had all up to `saved`
 * when everything was last acknowledged.
 */
export type OwnChanges = { latest: number; saved: number; changes: readonly (Change & { at: number })[] }

export const noChanges: OwnChanges = { latest: 0, saved: 0, changes: [] }

export function withChange(own: OwnChanges, { before, after }: Change): OwnChanges {
  const at = own.latest + 1
  return { ...own, latest: at, changes: [...own.changes, { at, before, after }] }
}

/** Everything was acknowledged. What older counts lack is still needed, so nothing is forgotten. */
export const allSaved = (own: OwnChanges): OwnChanges => ({ ...own, saved: own.latest })

/** The counts with what I did since: `counted` is `saved` at the moment in which they were asked for. */
export function withOwn(distribution: Distribution, counted: number, own: OwnChanges): Distribution {
  return own.changes
    .filter(({ at }) => at > counted)
    .reduce((sum, { before, after }) => applyChange(sum, before, after), distribution)
}
