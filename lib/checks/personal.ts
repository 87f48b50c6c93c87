/** A stretch of a text that names a person or opens a door. */
export type Personal = {
  kind: 'email' | 'phone' | 'resident-number' | 'card' | 'secret'
  from: number
  to: number
}

/** What of several that overlap is kept: the first in this order. */
const order: readonly Personal['kind'][] = ['secret', 'resident-number', 'card', 'phone', 'email']

/** Without those that overlap a stronger one, in reading order. */
export function apart(all: readonly Personal[]): Personal[] {
  const byPlace = [...all].sort((a, b) => a.from - b.from || order.indexOf(a.kind) - order.indexOf(b.kind))
  const kept: Personal[] = []
  for (const one of byPlace) {
    const last = kept.at(-1)
    if (!last || last.to <= one.from) kept.push(one)
    else if (order.indexOf(one.kind) < order.indexOf(last.kind)) kept[kept.length - 1] = one
  }
  return kept
}

/** The matches of a pattern whose parts are all bounded, so that it is linear. */
export const matchesOf = (pattern: RegExp, text: string): { from: number; to: number; words: string }[] =>
  [...text.matchAll(pattern)].map(({ 0: words, index }) => ({ from: index, to: index + words.length, words }))
