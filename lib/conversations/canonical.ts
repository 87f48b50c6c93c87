import type { Json } from './words'

/** JSON with keys in order and no blanks: equal values have equal texts. Depth is at most 200, so recursion is safe. */
export function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => canonicalEntry(value, key)).join(',')}}`
}

/** An entry of an object, as `"key":value`. */
export function canonicalEntry(object: { [key: string]: Json }, key: string): string {
  const value = object[key]!
  return `${JSON.stringify(key)}:${typeof value === 'string' ? JSON.stringify(value) : canonicalJson(value)}`
}
