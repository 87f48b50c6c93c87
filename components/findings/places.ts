/** How much of the source may be missing in one place of what is rendered: the address of a link, a table's rule. */
const reach = 600

/**
 * Where units `from` to `to` of a text stand in the same text as it is rendered: letters in the same order, without the
 * marks that Markdown takes away. Null where none of them is seen.
 */
export function renderedSpan(
  source: string,
  rendered: string,
  from: number,
  to: number,
): [number, number] | null {
  if (source === rendered) return from < to ? [from, to] : null
  let [at, start, end] = [0, -1, -1]
  for (let r = 0; r < rendered.length && at < to; r++) {
    const found = nextOf(source, rendered[r]!, at)
    if (found < 0) continue
    at = found + 1
    if (found < from || found >= to) continue
    if (start < 0) start = r
    end = r + 1
  }
  return start < 0 ? null : [start, end]
}

function nextOf(source: string, unit: string, from: number): number {
  const isBlank = /\s/.test(unit)
  const last = Math.min(source.length, from + reach)
  for (let at = from; at < last; at++)
    if (source[at] === unit || (isBlank && /\s/.test(source[at]!))) return at
  return -1
}

/** Text nodes in the order of reading, and where each begins in all of them together. */
export type Laid<Node> = { node: Node; start: number; length: number }[]

/** The node and the offset in it at which a place of the joined text stands; at a seam the end of the node before. */
export function nodeAt<Node>(laid: Laid<Node>, place: number, isEnd: boolean): [Node, number] | null {
  const found = laid.find(({ start, length }) =>
    isEnd ? place > start && place <= start + length : place >= start && place < start + length,
  )
  return found ? [found.node, place - found.start] : null
}
