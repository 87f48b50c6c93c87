import { matchesOf, type Personal } from './personal'

const shape = /(?<![\w.-])\d{6}(?:[- ]| ?[-–—] ?)?[1-8]\d{6}(?![\d]|-\w|\.\d)/g
const named = /주민|등록\s?번호|외국인|resident|registration/i
const factors = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/**
 * Korean resident and foreigner registration numbers: a day that was, and the check digit. Those given since October 2020 have
 * none; one without it is taken for a number where it is written with a mark or named.
 */
export function residentNumbers(text: string): Personal[] {
  return matchesOf(shape, text)
    .filter(({ from, words }) => {
      const digits = words.replace(/\D/g, '')
      const day = bornOn(digits)
      if (!day) return false
      if (hasCheckDigit(digits)) return true
      const isNamed = named.test(text.slice(Math.max(0, from - 16), from))
      return day >= '2020-10-01' && (words.length > 13 || isNamed)
    })
    .map(({ from, to }) => ({ kind: 'resident-number', from, to }))
}

/** The day of birth it names, by ISO 8601; null where there was none. */
function bornOn(digits: string): string | null {
  const century = '1256'.includes(digits[6]!) ? '19' : '20'
  const day = `${century}${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return null
  return time <= Date.now() ? day : null
}

function hasCheckDigit(digits: string): boolean {
  const sum = factors.reduce((all, factor, i) => all + factor * Number(digits[i]), 0)
  const least = '5678'.includes(digits[6]!) ? 13 : 11
  return (least - (sum % 11)) % 10 === Number(digits[12])
}
