import { isJsonObject, type Json } from './words'

/** JSON with keys in order and no blanks: equal values have equal texts. Depth is at most 200, so recursion is safe. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  return `{${canonicalEntries(value)
    .map(({ text }) => text)
    .join(',')}}`
}

/** The entries of an object in the order of their keys, each as `"key":value`. */
export function canonicalEntries(object: { [key: string]: Json }): { key: string; text: string }[] {
  return Object.keys(object)
    .sort()
    .map((key) => ({ key, text: `${JSON.stringify(key)}:${canonicalJson(object[key]!)}` }))
}
