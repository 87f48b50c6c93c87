import { matchesOf, type Personal } from './personal'

const grouped = /(?<![\w.-])\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?![\d]|-\w|\.\d)/g
const american = /(?<![\w.-])3[47]\d\d([ -])\d{6}\1\d{5}(?![\d]|-\w|\.\d)/g
const inOne = /(?<![\w.-])\d{14,16}(?![\d]|-\w|\.\d)/g
/** What a long number is when these words stand before it. */
const otherNumber =
  /(?:order|tracking|invoice|parcel|ticket|reference|serial|account|isbn|imei|\bids?\b|주문|송장|운송장|접수|예약|계좌|일련|고유|관리)/i
const cardWord = /card|카드/i
/** Numbers that payment companies print for tests. */
const testNumbers = new Set([
  '4242424242424242',
  '4111111111111111',
  '4012888888881881',
  '4000056655665556',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '3566002020360505',
  '30569309025904',
])

/** Numbers of payment cards: length, first digit and check digit right, and no order's or parcel's. */
export function cardNumbers(text: string): Personal[] {
  return [grouped, american, inOne]
    .flatMap((pattern) => matchesOf(pattern, text))
    .filter(({ from, words }) => {
      const digits = words.replace(/\D/g, '')
      const lead = text.slice(Math.max(0, from - 24), from)
      return isCard(digits) && (cardWord.test(lead) || !otherNumber.test(lead))
    })
    .map(({ from, to }) => ({ kind: 'card', from, to }))
}

function isCard(digits: string): boolean {
  const fits = /^(?:3[47]\d{13}|3[0689]\d{12}|[2-69]\d{15})$/.test(digits)
  return fits && hasCheckDigit(digits) && !testNumbers.has(digits) && new Set(digits).size > 3
}

/** The formula of Luhn, ISO/IEC 7812-1. */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
