import 'server-only'
import { AppError } from '@/lib/result/app-error'
import { detectEncoding } from './detect-encoding'
import { isGzip } from './unpack'

/** What a file is that holds no text; the sentence `errors.noText` tells for each what to do. */
export type NoText = 'zip' | 'excel' | 'packed' | 'twice' | 'pdf' | 'other'

const looked = 8_192
const marks: [NoText, string | number[], number?][] = [
  ['pdf', '%PDF-'],
  ['excel', [0xd0, 0xcf, 0x11, 0xe0]],
  ['packed', [0x28, 0xb5, 0x2f, 0xfd]],
  ['packed', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['packed', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['packed', 'BZh91AY&SY'],
  ['packed', 'Rar!\x1a'],
  ['packed', 'ustar', 257],
]

const has = (bytes: Uint8Array, mark: string | number[], at = 0) =>
  [...mark].every((sign, i) => bytes[at + i] === (typeof sign === 'string' ? sign.charCodeAt(0) : sign))

/** Signs of no text at all: a file of them is no file of another encoding either. */
function isBinary(bytes: Uint8Array): boolean {
  if (detectEncoding(bytes).startsWith('utf-16')) return false
  const head = bytes.subarray(0, looked)
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))
  return controls.length > Math.max(3, head.length * 0.05)
}

export function noTextOf(bytes: Uint8Array, fileName: string, gzip: boolean): NoText | null {
  if (has(bytes, 'PK\x03\x04')) {
    const holdsSheet = Buffer.from(bytes.subarray(0, looked)).includes('xl/')
    return holdsSheet || /\.xlsx$/i.test(fileName) ? 'excel' : 'zip'
  }
  if (gzip && isGzip(bytes)) return 'twice'
  const known = marks.find(([, mark, at]) => has(bytes, mark, at))
  return known?.[0] ?? (isBinary(bytes) ? 'other' : null)
}

/** @throws AppError `invalid` `noText` for what no reading can make a record of */
export function requireText(bytes: Uint8Array, fileName: string, gzip: boolean): void {
  const kind = noTextOf(bytes, fileName, gzip)
  if (kind) throw new AppError('invalid', 'noText', { params: { kind } })
}
