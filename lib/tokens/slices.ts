/** A part of a text to be counted; its count stands for `times` as many tokens. */
export type Slice = { text: string; times: number }

/** A text no longer than this is counted whole. */
export const unbrokenLimit = 2_000
const sliceLength = 32_768
const runSliceLength = 256
const runCountedLength = 100_000

const blank = 0
const digit = 1
const mark = 2
const letter = 3

// Roughly the classes of the tokeniser's own pattern; what is longer than a word in one class is what it is slow on.
function classOf(code: number): number {
  if (code < 0x80) {
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return blank
    if (code >= 0x30 && code <= 0x39) return digit
    return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? letter : mark
  }
  if (code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)) return blank
  return (code >= 0x3001 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff20) ? mark : letter
}

const splitsPair = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800

/** Before a single space between two characters that aren't blank: a tokeniser's word never spans that place. */
function isBreak(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === 0x20 &&
    classOf(text.charCodeAt(at - 1)) !== blank &&
    at + 1 < text.length &&
    classOf(text.charCodeAt(at + 1)) !== blank
  )
}

function findCut(text: string, from: number, end: number): number {
  const wanted = from + sliceLength
  if (end <= wanted) return end
  for (let at = wanted; at > from; at--) if (isBreak(text, at)) return at
  return splitsPair(text, wanted) ? wanted + 1 : wanted
}

function cutWords(text: string, from: number, end: number, into: Slice[]): void {
  for (let at = from; at < end; ) {
    const cut = findCut(text, at, end)
    into.push({ text: text.slice(at, cut), times: 1 })
    at = cut
  }
}

function cutRun(text: string, from: number, end: number, into: Slice[]): void {
  const counted = Math.min(end, from + runCountedLength)
  const times = (end - from) / (counted - from)
  for (let at = from; at < counted; ) {
    let cut = Math.min(at + runSliceLength, counted)
    if (splitsPair(text, cut)) cut++
    into.push({ text: text.slice(at, cut), times })
    at = cut
  }
}

/**
 * Cuts a text into parts that are counted quickly. Where it is cut at a space the sum is exact. A run of more than
 * 2,000 letters, marks or blanks without a break would take the tokeniser seconds: its count is an estimate, from
 * pieces of 256 characters, and beyond 100,000 characters in proportion.
 */
export function sliceText(text: string): Slice[] {
  if (text.length <= unbrokenLimit) return [{ text, times: 1 }]
  const slices: Slice[] = []
  let done = 0
  let runStart = 0
  let runClass = -1
  for (let at = 0; at <= text.length; at++) {
    const next = at < text.length ? classOf(text.charCodeAt(at)) : -1
    if (next === runClass) continue
    if (at - runStart > unbrokenLimit && runClass !== digit) {
      cutWords(text, done, runStart, slices)
      cutRun(text, runStart, at, slices)
      done = at
    }
    runStart = at
    runClass = next
  }
  cutWords(text, done, text.length, slices)
  return slices
}
