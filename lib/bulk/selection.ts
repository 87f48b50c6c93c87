import type { BulkSelection } from './schema'

/** What is ticked in the list: examples one by one, or all that a filter finds but for some. */
export type Selection =
  | { kind: 'some'; numbers: ReadonlySet<number> }
  | { kind: 'all'; q: string; count: number; except: ReadonlySet<number> }

export const nothing: Selection = { kind: 'some', numbers: new Set() }

export const isSelected = (selection: Selection, number: number): boolean =>
  selection.kind === 'some' ? selection.numbers.has(number) : !selection.except.has(number)

export const countOf = (selection: Selection): number =>
  selection.kind === 'some' ? selection.numbers.size : Math.max(0, selection.count - selection.except.size)

/** The same with these ticked, or not. */
export function withTicks(selection: Selection, numbers: readonly number[], on: boolean): Selection {
  const set = new Set(selection.kind === 'some' ? selection.numbers : selection.except)
  for (const number of numbers) {
    if (on === (selection.kind === 'some')) set.add(number)
    else set.delete(number)
  }
  return selection.kind === 'some' ? { kind: 'some', numbers: set } : { ...selection, except: set }
}

/** The numbers between two of a list, both included, whichever comes first; only the second where the first is not there. */
export function between(list: readonly number[], from: number | null, to: number): number[] {
  const [a, b] = [from === null ? -1 : list.indexOf(from), list.indexOf(to)]
  if (a < 0 || b < 0) return [to]
  return list.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** What a run is asked with. */
export function requestOf(selection: Selection): BulkSelection {
  if (selection.kind === 'some') return { numbers: [...selection.numbers] }
  const { q, except } = selection
  return { q, ...(except.size > 0 ? { except: [...except] } : {}) }
}
