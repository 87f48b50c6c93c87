import { type Node, parseTree } from 'jsonc-parser'
import { isJsonObject, type Json } from './words'

/** What stands between key and value, and behind a comma. */
export type Style = { colon: string; comma: string }
/** A value not looked into (a slice of its source), or written anew. */
type Leaf = { source: string; node: Node | null }
/**
 * An object or array opened for changes. Blanks belong to places, not to values: `leads[i]` stands before and
 * `tails[i]` behind the value at i, `inner` in a container without values.
 */
export type RawContainer = {
  isArray: boolean
  names: string[]
  keys: string[]
  values: Raw[]
  leads: string[]
  tails: string[]
  inner: string
}
export type Raw = Leaf | RawContainer

export function isContainer(raw: Raw): raw is RawContainer {
  return 'values' in raw
}

/** Opens a valid JSON text whose root is an object. */
export function openRaw(text: string): RawContainer {
  return open({ source: text, node: null })
}

/** The value at `index`, opened in place: what is done to it is done to the whole. */
export function openAt(container: RawContainer, index: number): RawContainer {
  const value = container.values[index]!
  if (isContainer(value)) return value
  const opened = open(value)
  container.values[index] = opened
  return opened
}

function open(leaf: Leaf): RawContainer {
  const { source } = leaf
  const node = leaf.node ?? parse(source)
  const isArray = node.type === 'array'
  const container: RawContainer = {
    isArray,
    names: [],
    keys: [],
    values: [],
    leads: [],
    tails: [],
    inner: '',
  }
  const close = node.offset + node.length - 1
  let at = node.offset + 1
  for (const child of node.children ?? []) {
    const value = isArray ? child : child.children![1]!
    const valueEnd = value.offset + value.length
    const comma = source.indexOf(',', valueEnd)
    const isLast = child === node.children!.at(-1)
    container.leads.push(source.slice(at, child.offset))
    container.tails.push(source.slice(valueEnd, isLast ? close : comma))
    container.values.push({ source, node: value })
    if (!isArray) {
      container.names.push(child.children![0]!.value as string)
      container.keys.push(source.slice(child.offset, value.offset))
    }
    at = comma + 1
  }
  if (container.values.length === 0) container.inner = source.slice(at, close)
  return container
}

function parse(source: string): Node {
  const node = parseTree(source, [], { disallowComments: true })
  if (!node) throw new Error('a stored line is not JSON')
  return node
}

/** The text of a value as it stands. */
export function rawText(raw: Raw): string {
  const out: string[] = []
  write(raw, out)
  return out.join('')
}

function write(raw: Raw, out: string[]): void {
  if (!isContainer(raw)) {
    const { source, node } = raw
    out.push(node ? source.slice(node.offset, node.offset + node.length) : source)
    return
  }
  out.push(raw.isArray ? '[' : '{', raw.inner)
  raw.values.forEach((value, i) => {
    if (i > 0) out.push(',')
    out.push(raw.leads[i]!, raw.keys[i] ?? '')
    write(value, out)
    out.push(raw.tails[i]!)
  })
  out.push(raw.isArray ? ']' : '}')
}

export function written(source: string): Raw {
  return { source, node: null }
}

/** Puts a value at `index`; `name` for an object. */
export function insertAt(
  container: RawContainer,
  index: number,
  value: Raw,
  style: Style,
  name?: string,
): void {
  const count = container.values.length
  const between = count > 1 ? container.tails[0]! : ''
  container.values.splice(index, 0, value)
  if (name !== undefined) {
    container.names.splice(index, 0, name)
    container.keys.splice(index, 0, JSON.stringify(name) + style.colon)
  }
  if (count === 0) {
    container.leads = [container.inner]
    container.tails = [container.inner]
    container.inner = ''
  } else {
    container.leads.splice(Math.max(index, 1), 0, style.comma)
    container.tails.splice(Math.min(index, count - 1), 0, between)
  }
}

/** Takes the value at `index` out, with its key and one comma. */
export function removeAt(container: RawContainer, index: number): Raw {
  const value = container.values[index]!
  keepOnly(container, (at) => at !== index)
  return value
}

/** Moves a value of an array; `to` counts without it. Blanks stay where they are. */
export function moveWithin(container: RawContainer, from: number, to: number): void {
  const [value] = container.values.splice(from, 1)
  container.values.splice(to, 0, value!)
}

/** Takes out every value that `keeps` says no to, each with its key and one comma. */
export function keepOnly(container: RawContainer, keeps: (index: number) => boolean): void {
  const { names, keys, values, leads, tails } = container
  const kept = [...values.keys()].filter(keeps)
  if (kept.length === values.length) return
  container.values = kept.map((index) => values[index]!)
  container.names = container.isArray ? [] : kept.map((index) => names[index]!)
  container.keys = container.isArray ? [] : kept.map((index) => keys[index]!)
  // Blanks behind the opening bracket and before the closing one stay where they are.
  container.leads = kept.map((index, place) => leads[place === 0 ? 0 : index]!)
  container.tails = kept.map((index, place) => tails[place === kept.length - 1 ? tails.length - 1 : index]!)
  if (kept.length === 0) container.inner = leads[0]!
}

/** How a container spaces its entries; what it doesn't show is taken from `fallback`. */
export function styleOf(container: RawContainer, fallback: Style): Style {
  const key = container.keys[0]
  const colon = key === undefined ? fallback.colon : key.slice(endOfKey(key))
  const sameColon = colon === fallback.colon
  return { colon, comma: container.leads[1] ?? (sameColon ? fallback.comma : /\s*$/.exec(colon)![0]) }
}

function endOfKey(key: string): number {
  // Only blanks and the colon follow the key's closing quote.
  return key.lastIndexOf('"') + 1
}

/** JSON on one line in a style, without escapes beyond what JSON asks for. */
export function writeJson(value: Json, style: Style): string {
  if (Array.isArray(value))
    return `[${value.map((inner) => writeJson(inner, style)).join(`,${style.comma}`)}]`
  if (isJsonObject(value)) {
    const entries = Object.keys(value).map(
      (key) => JSON.stringify(key) + style.colon + writeJson(value[key]!, style),
    )
    return `{${entries.join(`,${style.comma}`)}}`
  }
  return JSON.stringify(value)
}
