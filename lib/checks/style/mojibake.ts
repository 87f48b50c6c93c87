import type { Hit } from './text'

// what Windows-1252 shows for the bytes 0x80 to 0x9f; five of them are shown as the control characters they are
const shown = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const byteOf = new Map<number, number>()
for (let byte = 0x80; byte < 0x100; byte++) byteOf.set(byte, byte)
for (const [i, char] of [...shown].entries()) byteOf.set(char.charCodeAt(0), 0x80 + i)

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const eucKr = new TextDecoder('euc-kr', { fatal: true })

// letters and signs that a text of ours is written with: two accented letters in a row are no sure sign of anything else
const plausible =
  /^(?:\u200d|[\u00a0-\u00ff\u2010-\u203a\u20a0-\u20bf\u2122\u2190-\u21ff\u2500-\u27bf\u3000-\u30ff\uac00-\ud7a3\u4e00-\u9fff\ufb00-\uffee\p{Extended_Pictographic}])+$/u
const mostUnits = 4096

/** Text that was read in another encoding than it was written in, and characters that were lost on the way. */
export function findMojibake(text: string): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) continue
    if (unit === 0xfffd) {
      const from = at
      while (text.charCodeAt(at + 1) === 0xfffd) at++
      hits.push({ code: 'lost-character', from, to: at + 1 })
      continue
    }
    const from = at
    while (at - from < mostUnits && byteOf.has(text.charCodeAt(at))) at++
    if (at === from) continue
    if (at - from > 1) hits.push(...misread(text, from, at))
    at--
  }
  return hits
}

/** A run of what could be bytes: as UTF-8, character by character, or as EUC-KR as a whole. */
function misread(text: string, from: number, to: number): Hit[] {
  const bytes = Uint8Array.from({ length: to - from }, (_, i) => byteOf.get(text.charCodeAt(from + i))!)
  const hits: Hit[] = []
  for (let at = 0; at < bytes.length; ) {
    const start = at
    let insert = ''
    for (let char = characterAt(bytes, at); char; char = characterAt(bytes, at)) {
      insert += char.said
      at += char.length
    }
    if (at === start) at++
    else hits.push(hitOf(text, from + start, from + at, insert))
  }
  if (hits.length > 0 || bytes.length < 6 || bytes.length % 2 === 1) return hits
  const korean = bytes.every((byte) => byte >= 0xa1) ? decode(eucKr, bytes) : null
  return korean && /^[가-힣]+$/.test(korean) ? [hitOf(text, from, to, korean)] : []
}

const hitOf = (text: string, from: number, to: number, insert: string): Hit =>
  insert.includes('\ufffd')
    ? { code: 'lost-character', from, to }
    : {
        code: 'mojibake',
        from,
        to,
        insert,
        params: { wrong: text.slice(from, to).slice(0, 40), right: insert.slice(0, 40) },
      }

function characterAt(bytes: Uint8Array, at: number): { said: string; length: number } | null {
  const first = bytes[at]
  if (first === undefined || first < 0xc2 || first > 0xf4) return null
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  // told by hand: a decoder that throws at each character of a long text takes its time
  for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return null
  const said = decode(utf8, bytes.subarray(at, at + length))
  return said !== null && plausible.test(said) ? { said, length } : null
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
