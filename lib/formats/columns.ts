import type { JsonObject } from './fields'

const numbered = (place: number): string => `column ${place + 1}`

/** Names of columns, each once: those of a header, a number where it has none. */
export function nameColumns(header: readonly string[]): string[] {
  const names: string[] = []
  for (const [place, cell] of header.entries()) {
    const name = cell.trim() || numbered(place)
    let unique = name
    for (let n = 2; names.includes(unique); n++) unique = `${name} (${n})`
    names.push(unique)
  }
  return names
}

/** A row by the names of its columns; cells beyond them are numbered. */
export function rowOf(cells: readonly string[], columns: readonly string[]): JsonObject {
  return Object.fromEntries(cells.map((cell, place) => [columns[place] ?? numbered(place), cell]))
}

export const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
