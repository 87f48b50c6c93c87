import type { JsonObject } from './fields'

const numbered = (place: number): string => `column ${place + 1}`

/** Names of columns, each once: those of a header, a number where it has none. */
export function nameColumns(header: readonly string[]): string[] {
  const names = new Set<string>()
  // where to go on counting: a header may hold one name ten thousand times
  const counted = new Map<string, number>()
  for (const [place, cell] of header.entries()) {
    const name = cell.trim() || numbered(place)
    let n = counted.get(name) ?? 1
    let unique = n === 1 ? name : `${name} (${n})`
    while (names.has(unique)) unique = `${name} (${++n})`
    counted.set(name, n)
    names.add(unique)
  }
  return [...names]
}

/** A row by the names of its columns; cells beyond them are numbered. */
export function rowOf(cells: readonly string[], columns: readonly string[]): JsonObject {
  return Object.fromEntries(cells.map((cell, place) => [columns[place] ?? numbered(place), cell]))
}

/** The first row of a table of Excel's may only say what splits its columns: `sep=;`. */
export const isSeparatorRow = (line: number, cells: readonly string[]): boolean =>
  line === 1 && /^sep=.?$/i.test(cells.join('').trim())

export const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
