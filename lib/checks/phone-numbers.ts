import { matchesOf, type Personal } from './personal'

const before = '(?<![\\w+.-])'
const after = '(?![\\d]|-[\\w])'
const korean = new RegExp(
  // mobiles may be written in one; other numbers need a mark between their parts
  `${before}(?:01[016789](?:[ .-]?\\d{3,4}[ .-]?\\d{4})|\\(?0(?:2|[3-6][1-5]|70|50\\d)(?:\\) ?|[ .-])\\d{3,4}[ .-]\\d{4})${after}`,
  'g',
)
const american = new RegExp(
  `${before}(?:1[ .-])?(?:\\([2-9]\\d\\d\\) ?[2-9]\\d\\d[ .-]\\d{4}|[2-9]\\d\\d([.-])[2-9]\\d\\d\\1\\d{4})${after}`,
  'g',
)
const british = new RegExp(`${before}07\\d{3} ?\\d{3} ?\\d{3}${after}`, 'g')
const tollFree = /^(?:1[ .-])?\(?8(?:00|33|44|55|66|77|88)/

/** Phone numbers that may be somebody's: Korean, North American, British mobile, and any that begin with + and a country. */
export function phoneNumbers(text: string, { contacts }: { contacts: boolean }): Personal[] {
  const found: Personal[] = []
  const add = (from: number, to: number) => found.push({ kind: 'phone', from, to })
  for (const { from, to, words } of matchesOf(korean, text))
    if (!isPlaceholder(digitsOf(words).slice(3))) add(from, to)
  for (const { from, to, words } of matchesOf(british, text))
    if (!isPlaceholder(digitsOf(words).slice(3))) add(from, to)
  for (const { from, to, words } of matchesOf(american, text)) {
    const digits = digitsOf(words).slice(-10)
    const isFiction = digits.slice(3, 6) === '555' || isPlaceholder(digits.slice(3))
    if (!isFiction && (contacts || !tollFree.test(words))) add(from, to)
  }
  for (let at = text.indexOf('+'); at >= 0; at = text.indexOf('+', at + 1)) {
    const end = endOfInternational(text, at)
    if (end > at) add(at, end)
  }
  return found
}

const digitsOf = (words: string) => words.replace(/\D/g, '')

/** Where the number that begins with the plus at `at` ends; `at` where none does. */
function endOfInternational(text: string, at: number): number {
  if (!/[1-9]/.test(text[at + 1] ?? '') || /[\w+.]/.test(text[at - 1] ?? '')) return at
  let end = at + 1
  let digits = ''
  let marks = 0
  for (let i = at + 1; i < text.length && i - at < 28 && digits.length < 15; i++) {
    const unit = text[i]!
    if (/\d/.test(unit)) {
      digits += unit
      marks = 0
      end = i + 1
    } else if (/[ ().-]/.test(unit) && marks < 2) marks += 1
    else break
  }
  const isWhole = !/\d/.test(text[end] ?? '')
  const isOne = isWhole && digits.length >= 9 && digits.length <= 15
  const isFiction = digits.startsWith('1') && digits.slice(4, 7) === '555'
  return isOne && !isFiction && !isPlaceholder(digits.slice(-8)) ? end : at
}

/** 0000-0000, 1111-2222, 1234-5678 and the like. */
export function isPlaceholder(digits: string): boolean {
  const half = Math.floor(digits.length / 2)
  const isSame = (part: string) => part === (part[0] ?? '').repeat(part.length)
  if (isSame(digits.slice(0, half)) && isSame(digits.slice(half))) return true
  return '01234567890'.includes(digits) || '9876543210'.includes(digits)
}
