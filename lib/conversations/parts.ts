/** One part of a long text; `key` stays while the text around it changes. */
export type Part = { key: number; text: string }
/** A long text in parts that join to it. */
export type Cut = { text: string; parts: Part[]; nextKey: number }

/** From this many UTF-16 units on a text is shown and edited in parts: a browser lays out no field of megabytes. */
export const longFrom = 40_000
const partSize = 8_000

export function cut(text: string): Cut {
  const parts = pieces(text).map((piece, key) => ({ key, text: piece }))
  return { text, parts, nextKey: parts.length }
}

/**
 * The cut of the changed text: parts before and after the change stay what they were. What changed at the edge of the
 * part being edited is its own, so that the field keeps what is typed at its ends.
 */
export function recut(before: Cut, text: string, editing: number | null): Cut {
  const { parts } = before
  const at = parts.findIndex((part) => part.key === editing)
  const mostFront = at < 0 ? parts.length : at
  let front = 0
  let start = 0
  while (front < mostFront && text.startsWith(parts[front]!.text, start)) start += parts[front++]!.text.length
  const mostBack = at < 0 ? parts.length - front : parts.length - at - 1
  let back = 0
  let end = text.length
  for (let part = parts.at(-1); back < mostBack && part; part = parts.at(-1 - back)) {
    if (end - part.text.length < start || !text.endsWith(part.text, end)) break
    end -= part.text.length
    back++
  }
  const gone = parts.slice(front, parts.length - back)
  const middle = text.slice(start, end)
  const grown = middle.length - (at >= 0 ? parts[at]!.text.length : 0)
  const isOne = gone.length === 1 && grown < 2 * partSize
  const texts = isOne ? [middle] : middle === '' ? [] : pieces(middle)
  const fresh = texts.map((piece, i) => ({ key: gone[i]?.key ?? before.nextKey + i, text: piece }))
  return {
    text,
    parts: [...parts.slice(0, front), ...fresh, ...parts.slice(parts.length - back)],
    nextKey: before.nextKey + texts.length,
  }
}

/** About `partSize` units each, cut after a line, else after a word, never inside a surrogate pair. */
function pieces(text: string): string[] {
  const found: string[] = []
  let at = 0
  while (text.length - at > 1.5 * partSize) {
    const end = placeToCut(text, at + partSize / 2, at + partSize)
    found.push(text.slice(at, end))
    at = end
  }
  return [...found, text.slice(at)]
}

function placeToCut(text: string, from: number, to: number): number {
  for (const after of ['\n', ' ']) {
    const found = text.lastIndexOf(after, to - 1)
    if (found >= from) return found + 1
  }
  const low = text.charCodeAt(to)
  return low >= 0xdc00 && low <= 0xdfff ? to - 1 : to
}
