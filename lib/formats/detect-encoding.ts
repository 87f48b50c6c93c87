import type { Encoding } from './schema'

const starts = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte)
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** The encoding of a file by how it begins: its mark, zeros of UTF-16, else UTF-8 unless Korean of CP949 reads better. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (starts(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8'
  if (starts(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (starts(bytes, 0xfe, 0xff)) return 'utf-16be'
  return utf16Of(bytes) ?? (readsAsKorean(bytes) ? 'cp949' : 'utf-8')
}

/** UTF-16 without a mark has zeros in one byte of each ASCII character, always the same of the two. */
function utf16Of(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, 8_192)
  const zeros = [0, 0]
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2]! += 1
  const [even, odd] = zeros as [number, number]
  if (even + odd < 4 || (even + odd) / length < 0.03) return null
  if (even <= odd / 10) return 'utf-16le'
  return odd <= even / 10 ? 'utf-16be' : null
}

function readsAsKorean(bytes: Uint8Array): boolean {
  // the sample may end inside a character: streamed, that is no mistake
  const utf8 = new TextDecoder('utf-8').decode(bytes, { stream: true })
  if (share(count(utf8, /\ufffd/g), count(utf8, /[^\0-\x7f]/g)) < 0.05) return false
  const korean = new TextDecoder('euc-kr').decode(bytes, { stream: true })
  const foreign = count(korean, /[^\0-\x7f]/g)
  return share(count(korean, /\ufffd/g), foreign) < 0.02 && share(count(korean, /[가-힣]/g), foreign) > 0.5
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
