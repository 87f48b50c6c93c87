import type { Needle } from './needle'
import { purgedMark } from './needle'

type Where = 'in strings' | 'in numbers too'

/**
 * A JSON text without what a needle finds in its strings, keys too, however they are escaped; null where nothing is
 * found. No other byte changes. A number that holds it becomes the mark as a string, where numbers may be anyone's.
 */
export function purgeJson(json: string, needle: Needle, where: Where = 'in strings'): string | null {
  // without a backslash what is written is what is meant
  if (!json.includes('\\') && !needle.has(json)) return null
  const between = (text: string) => (where === 'in strings' ? text : purgeNumbers(text, needle))
  const out: string[] = []
  let at = 0
  for (const [start, end] of literals(json)) {
    const literal = json.slice(start, end)
    const value = literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1)
    const purged = purgeString(value, needle)
    out.push(between(json.slice(at, start)), purged === value ? literal : JSON.stringify(purged))
    at = end
  }
  out.push(between(json.slice(at)))
  const purged = out.join('')
  return purged === json ? null : purged
}

/** A text that may itself be JSON, as a tool's arguments are: with escapes of its own. */
export function purgeString(text: string, needle: Needle): string {
  const inner = isJson(text) ? purgeJson(text, needle) : null
  return needle.without(inner ?? text)
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Start and end of each string of a valid JSON text, quotes included. */
function* literals(json: string): Generator<[number, number]> {
  let start = json.indexOf('"')
  while (start >= 0) {
    let end = json.indexOf('"', start + 1)
    while (isEscaped(json, end)) end = json.indexOf('"', end + 1)
    yield [start, end + 1]
    start = json.indexOf('"', end + 1)
  }
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0
  while (json[at - 1 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1
}

const numbers = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

const purgeNumbers = (between: string, needle: Needle): string =>
  between.replace(numbers, (number) => (needle.has(number) ? JSON.stringify(purgedMark) : number))
