import { isJsonObject, type Json } from './words'

type JsonObject = { [key: string]: Json }

/**
 * Whether two JSON values mean the same: key order and the sign of zero don't matter, and a number too large for
 * JavaScript (1e999) equals null, which is what it becomes when an edit travels as JSON.
 */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return orNull(a) === null && orNull(b) === null
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    for (let i = 0; i < a.length; i++) if (!sameJson(a[i], b[i])) return false
    return true
  }
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  for (const key of keys) if (!Object.hasOwn(b, key) || !sameJson(a[key], b[key])) return false
  return true
}

function orNull(value: Json | undefined) {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}

/** The value of an own key: `__proto__` and `toString` are keys like any other in a file. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** Calls `visit` for each string in `value`, with the path that leads there. */
export function eachString(value: Json, visit: (text: string, path: (string | number)[]) => void): void {
  const path: (string | number)[] = []
  const walk = (inner: Json): void => {
    if (typeof inner === 'string') visit(inner, path.slice())
    else if (Array.isArray(inner)) {
      inner.forEach((item, index) => {
        path.push(index)
        walk(item)
        path.pop()
      })
    } else if (isJsonObject(inner)) {
      for (const key of Object.keys(inner)) {
        path.push(key)
        walk(inner[key] as Json)
        path.pop()
      }
    }
  }
  walk(value)
}
