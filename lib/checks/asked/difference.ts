import { type Answer, overlap } from './answer'

/** How two answers to the same question differ; `other` is no more than that they share hardly a word. */
export type Difference = 'refusal' | 'yes-no' | 'numbers' | 'opposite' | 'other'

const leastShared = 0.2
const muchShared = 0.55

export function differenceOf(mine: Answer, other: Answer): Difference | null {
  if (mine.hash === other.hash) return null
  if (mine.declines !== other.declines) return mine.asksBack || other.asksBack ? null : 'refusal'
  if (mine.declines) return null
  if (mine.asksBack && other.asksBack) return null
  if (mine.yes !== null && other.yes !== null && mine.yes !== other.yes) return 'yes-no'
  if (mine.yes === true && !mine.denies && other.denies) return 'yes-no'
  if (other.yes === true && !other.denies && mine.denies) return 'yes-no'
  if (mine.leans && other.leans && mine.leans !== other.leans) return 'yes-no'
  const shared = overlap(mine.content, other.content)
  if (partWays(mine.numbers, other.numbers)) return 'numbers'
  if (sayOpposites(mine, other)) return 'opposite'
  const areAlike = shared * sizesOf(mine.content, other.content) >= muchShared
  if (areAlike && (mine.denied === 0) !== (other.denied === 0)) return 'opposite'
  const sayOneNumber = mine.numbers.some((number) => other.numbers.includes(number))
  const sharedOwn = overlap(mine.own ?? mine.content, other.own ?? other.content)
  return sharedOwn < leastShared && !sayOneNumber ? 'other' : null
}

const many = 4

/** Each says a number that the other doesn't: one that says more is only longer. Of calculations the results count. */
function partWays(mine: readonly string[], other: readonly string[]): boolean {
  if (mine.length > many && other.length > many) return mine.at(-1) !== other.at(-1)
  return mine.some((number) => !other.includes(number)) && other.some((number) => !mine.includes(number))
}

/** What a longer answer denies beside all it says may be something else. */
const sizesOf = (mine: readonly string[], other: readonly string[]): number =>
  Math.min(mine.length, other.length) / Math.max(mine.length, other.length, 1)

/** One side of a pair of opposites against the other one; an answer that says both has said `-`. */
const sayOpposites = (mine: Answer, other: Answer): boolean =>
  mine.sides.some((side) =>
    other.sides.includes(side.endsWith('+') ? `${side.slice(0, -1)}-` : `${side.slice(0, -1)}+`),
  )
