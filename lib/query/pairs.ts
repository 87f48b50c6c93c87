/** What "case-insensitive" means everywhere: NFC, then lower case character by character, without special cases. */
export function foldText(text: string): string {
  // İ would grow to two characters, and Σ becomes ς or σ by its neighbours: both would hide parts of words.
  // ſ is s to the search table, so it is s here.
  return text.normalize('NFC').replaceAll('İ', 'i').toLowerCase().replaceAll('ς', 'σ').replaceAll('ſ', 's')
}

// A fixed list rather than \s and \p{C}: those grow with the Unicode of the running Node, the stored pairs don't.
function separates(code: number): boolean {
  if (code < 0x1680) return code <= 0x20 || (code >= 0x7f && code <= 0xa0)
  if (code < 0xd800) {
    if (code > 0x3000) return false
    return (
      (code >= 0x2000 && code <= 0x200a) ||
      code === 0x3000 ||
      code === 0x2028 ||
      code === 0x2029 ||
      code === 0x202f ||
      code === 0x205f ||
      code === 0x1680
    )
  }
  // halves of a surrogate pair have no UTF-8 of their own
  return code <= 0xdfff || code === 0xfeff || code === 0xfffe || code === 0xffff
}

// Which call saw a pair of ASCII characters last: cheaper than a fresh set for every short text.
const asciiSeenBy = new Uint32Array(0x4000)
let call = 0

function listPairs(text: string): string[] {
  const folded = foldText(text)
  const pairs: string[] = []
  call = (call + 1) >>> 0 || 1
  const basic = new Set<number>()
  const beyond = new Set<number>()
  let before = -1
  for (let i = 0; i < folded.length; i++) {
    let code = folded.charCodeAt(i)
    if (code >= 0xd800 && code < 0xdc00) {
      code = folded.codePointAt(i)!
      if (code > 0xffff) i++
    }
    if (separates(code)) {
      before = -1
      continue
    }
    const both = before | code
    if (before === -1) {
      // the first of a run has no left neighbour
    } else if (both < 0x80) {
      const key = (before << 7) | code
      if (asciiSeenBy[key] !== call) {
        asciiSeenBy[key] = call
        pairs.push(String.fromCharCode(before, code))
      }
    } else if (both <= 0xffff) basic.add((before << 16) | code)
    else beyond.add(before * 0x200000 + code)
    before = code
  }
  for (const key of basic) pairs.push(String.fromCharCode(key >>> 16, key & 0xffff))
  for (const key of beyond) pairs.push(String.fromCodePoint(Math.floor(key / 0x200000), key % 0x200000))
  return pairs
}

/**
 * The set of character pairs of a text, joined by blanks: what the search table holds for an example. A pair is
 * two neighbouring characters (code points), folded; none spans white space or a control character.
 */
export function searchPairs(text: string): string {
  return listPairs(text).join(' ')
}

/** The pairs that every text containing this needle has; null when there are none: the needle is too short. */
export function pairsOfNeedle(needle: string): string[] | null {
  const pairs = listPairs(needle)
  return pairs.length === 0 ? null : pairs
}

const onePair = /^[\x21-\x7e\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]{2}$/

/** True where having the needle's pair is the same as containing the needle: the text need not be read again. */
export function isExactPair(needle: string): boolean {
  return onePair.test(foldText(needle))
}
