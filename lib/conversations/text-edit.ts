export type TextChange = { at: number; remove: string; insert: string }

/** The smallest change from one text to another; never between the halves of a surrogate pair or of a CRLF. */
export function textEdit(before: string, after: string): TextChange {
  const most = Math.min(before.length, after.length)
  let at = 0
  while (at < most && before.charCodeAt(at) === after.charCodeAt(at)) at++
  while (at > 0 && (isInside(before, at) || isInside(after, at))) at--
  let tail = 0
  while (
    tail < most - at &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++
  }
  while (tail > 0 && (isInside(before, before.length - tail) || isInside(after, after.length - tail))) tail--
  return { at, remove: before.slice(at, before.length - tail), insert: after.slice(at, after.length - tail) }
}

/** Whether offset `at` cuts a surrogate pair or a CRLF in two. */
export function isInside(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  const left = text.charCodeAt(at - 1)
  const right = text.charCodeAt(at)
  return (left === 13 && right === 10) || (isHighSurrogate(left) && isLowSurrogate(right))
}

export function isHighSurrogate(unit: number) {
  return unit >= 0xd800 && unit <= 0xdbff
}

export function isLowSurrogate(unit: number) {
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Two changes of one text, the second made on the result of the first, as one; null where they lie apart. */
export function joinChanges(first: TextChange, second: TextChange): TextChange | null {
  const firstEnd = first.at + first.insert.length
  const secondEnd = second.at + second.remove.length
  if (second.at > firstEnd || secondEnd < first.at) return null
  const before = second.remove.slice(0, Math.max(0, first.at - second.at))
  const after = secondEnd > firstEnd ? second.remove.slice(firstEnd - second.at) : ''
  const head = first.insert.slice(0, Math.max(0, second.at - first.at))
  const tail = secondEnd < firstEnd ? first.insert.slice(secondEnd - first.at) : ''
  const remove = before + first.remove + after
  const insert = head + second.insert + tail
  const least = textEdit(remove, insert)
  return { ...least, at: Math.min(first.at, second.at) + least.at }
}
