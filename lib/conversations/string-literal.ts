import { isHighSurrogate, isLowSurrogate } from './text-edit'

/**
 * Changes the text of a JSON string literal (quotes included) and leaves every byte outside the change as it is
 * spelled: `at` and `removeLength` count UTF-16 units of the decoded text.
 */
export function spliceLiteral(literal: string, at: number, removeLength: number, insert: string): string {
  let start = rawOffset(literal, 1, at)
  let end = rawOffset(literal, start, removeLength)
  let middle = insert
  // A pair that the change cuts in two can't stay as it is spelled: its halves are written anew, as escapes.
  if (isLowSurrogate(literal.charCodeAt(start)) && isHighSurrogate(literal.charCodeAt(start - 1))) {
    start--
    middle = literal[start] + middle
  }
  if (isLowSurrogate(literal.charCodeAt(end)) && isHighSurrogate(literal.charCodeAt(end - 1))) {
    middle += literal[end]
    end++
  }
  return literal.slice(0, start) + JSON.stringify(middle).slice(1, -1) + literal.slice(end)
}

/** Where in the literal `units` decoded units after raw offset `from` end. */
function rawOffset(literal: string, from: number, units: number): number {
  let at = from
  let left = units
  while (left > 0) {
    const slash = literal.indexOf('\\', at)
    const plain = (slash < 0 ? literal.length : slash) - at
    if (plain >= left) return at + left
    left -= plain + 1
    at = slash + (literal[slash + 1] === 'u' ? 6 : 2)
  }
  return at
}
