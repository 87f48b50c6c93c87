import { matchesOf, type Personal } from './personal'

/** Keys that say by their first letters whose they are. The look behind lets each start once: none is tried inside a word. */
const prefixed = new RegExp(
  `(?<![\\w-])(?:${[
    'sk-[\\w-]{20,300}',
    '(?:sk|rk)_live_[A-Za-z0-9]{16,200}',
    'gh[pousr]_[A-Za-z0-9]{30,255}',
    'github_pat_\\w{40,255}',
    'glpat-[\\w-]{20,100}',
    '(?:AKIA|ASIA)[A-Z0-9]{16}(?!\\w)',
    'xox[abeoprs]-[A-Za-z0-9-]{20,250}',
    'AIza[\\w-]{35}(?!\\w)',
    '(?:hf|npm|pypi)_[A-Za-z0-9]{30,200}',
    'SG\\.[\\w-]{20,24}\\.[\\w-]{40,45}',
    'eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,8000}\\.[\\w-]{10,2000}',
  ].join('|')})`,
  'g',
)
const pem = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g
const words =
  /(?:api[ _-]?key|access[ _-]?key|secret(?:[ _-]?key)?|auth[ _-]?token|access[ _-]?token|token|api ?키|인증 ?키|액세스 ?키|시크릿(?: ?키)?|토큰|(pass ?word|passwd|passphrase|passcode|비밀 ?번호|비번|암호|패스워드))(?:["'` ]{0,3}(?:[:=：]|is |are |was )|(?:는|은|이|가) ?)["'` ]{0,3}([!-~]{6,300})/gi

// the password of an address that signs in: scheme://name:password@host
const inAddress = /\b[a-z][a-z0-9+]{1,20}:\/\/[^\s:@/]{1,64}:([^\s:@/]{4,100})@/gi
const basic = /\bBasic ([A-Za-z0-9+/]{12,300}={0,2})(?![\w<])/g

/** Keys, tokens, passwords and private keys. */
export function secrets(text: string): Personal[] {
  const found: Personal[] = []
  const add = (from: number, to: number) => found.push({ kind: 'secret', from, to })
  for (const { from, to, words } of matchesOf(prefixed, text)) if (isRandom(words)) add(from, to)
  for (const { from, to } of matchesOf(pem, text)) add(from, endOfPem(text, to))
  for (const match of text.matchAll(inAddress))
    if (isPasswordLike(match[1]!)) {
      const to = match.index + match[0].length - 1
      add(to - match[1]!.length, to)
    }
  for (const { index, 0: all, 1: value } of text.matchAll(basic))
    if (isRandom(value!)) add(index + all.length - value!.length, index + all.length)
  for (const match of text.matchAll(words)) {
    const [all, isPassword, rest] = match as unknown as [string, string | undefined, string]
    const value = rest.replace(/["'`<>].*$/s, '').replace(/[.,;)\]}]{1,8}$/, '')
    if (!(isPassword ? isPasswordLike(value) : value.length >= 16 && isRandom(value))) continue
    const from = match.index + all.length - rest.length
    add(from, from + value.length)
  }
  return found
}

/** To the end of the block, else of the line that opens it. */
function endOfPem(text: string, to: number): number {
  const close = text.indexOf('-----END ', to)
  if (close < 0 || close - to > 20_000) return to
  const end = text.indexOf('-----', close + 9)
  return end < 0 || end - close > 80 ? to : end + 5
}

/** Letters and digits mixed, none of them often: no placeholder and no word. */
function isRandom(value: string): boolean {
  const units = value.slice(0, 300)
  if (!/\d/.test(units) || !/[A-Za-z]/.test(units) || /x{4}|\*{3}|your|example|\.\.\./i.test(units))
    return false
  return entropyOf(units) >= 3
}

const isPasswordLike = (value: string): boolean =>
  value.length >= 6 &&
  value.length <= 64 &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  !/your|example|x{4}|\*{3}|^https?:/i.test(value)

/** Bits that each unit carries, by Shannon. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>()
  for (const unit of value) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / value.length) * Math.log2(n / value.length), 0)
}
