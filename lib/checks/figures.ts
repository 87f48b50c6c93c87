import { englishNumber, koreanNumber } from './number-words'

export type FigureKind = 'date' | 'clock' | 'phone' | 'code' | 'number'
/**
 * A figure of a text. `keys` are its names: it stands in another text when they share one. `duration` where it counts
 * seconds to years, `inWords` where it is spelled out.
 */
export type Figure = {
  kind: FigureKind
  from: number
  to: number
  keys: string[]
  value: number | null
  unit: string
  inWords: boolean
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const digits = '\\d{1,3}(?:,\\d{3}){1,5}(?:\\.\\d{1,6})?|\\d{1,15}(?:\\.\\d{1,6})?'
const numberWord =
  '(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|half|dozen|twice)(?: (?:hundred|thousand))?'
const sinoWord = '[일이삼사오육칠팔구십백천만]{1,8}'
const ones = '(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)'
const native = `(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔) ?${ones}|${ones}|스무|열|서른|마흔|쉰|예순|일흔|여든|아흔)`
const few = '(?:one|two|three|four|five|six|seven|eight|nine|\\d{1,2})'
const people = '(?:명|사람|분)'

// “사주세요” asks to buy, “이 주소” and “이 일” are what is at hand
const giving = '(?:세|시|신|실|십|셨|면|고|니|려|던|러|자|지|겠|어|었|기|소|문|제|말|인|식|장|변|차장)'

// one pass: at each place the first that fits is taken
const pattern = new RegExp(
  [
    '(?<iso>\\b\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}\\b)',
    `(?<kodate>(?:\\d{2,4}년 ?)?\\d{1,2}월 ?\\d{1,2}일)`,
    `(?<dmy>\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month}\\b(?:,? \\d{4}\\b)?)`,
    `(?<mdy>\\b${month}\\.? \\d{1,2}(?:st|nd|rd|th)?\\b(?!:)(?:,? \\d{4}\\b)?)`,
    `(?<my>\\b${month} \\d{4}\\b)`,
    '(?<clock>\\b\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[ap]\\.?m\\b)?|\\b\\d{1,2} ?[ap]\\.?m\\b|\\d{1,2}시(?: ?\\d{1,2}분)?(?!간))',
    '(?<phone>(?:\\+\\d{1,3}[ -])?\\(?\\b\\d{2,5}\\)?[ -]\\d{3,4}(?:[ -]\\d{3,4}){1,2}\\b|\\b1[568]\\d{2}-\\d{4}\\b)',
    '(?<code>\\b(?=[a-z-]{0,12}\\d)[a-z]{1,12}-?\\d{1,15}(?:-[a-z0-9]{1,12})?\\b)',
    `(?<kobig>\\d[\\d,]{0,14}(?:\\.\\d{1,3})? ?(?:[천백십]?[억만]|천)(?: ?\\d{1,4} ?(?:[천백십]?만|천|백)){0,3}(?: ?\\d{1,4})?)`,
    `(?<ratio>\\b${few} (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|\\d{1,3})\\b(?! (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\\b))`,
    `(?<koratio>(?<![가-힣])(?:${native}|\\d{1,3}) ?${people} (?:중|가운데) (?:${native}|\\d{1,3}) ?${people})`,
    `(?<digits>(?:${digits})(?!\\d{0,15}s\\b))`,
    `(?<words>\\b${numberWord}\\b)`,
    `(?<sino>(?<![가-힣])(?!이 )${sinoWord}(?= ?(?:일|개월|년|원|퍼센트|프로|분|초|주(?!${giving}))(?![가-힣]{3})))`,
    `(?<native>(?<![가-힣])${native}(?= ?(?:개|명|번|장|켤레|달|시간|살|마리|잔|병|권|대|시|가지|분|군데)))`,
  ].join('|'),
  'giu',
)
const unitBehind =
  /^(?:-| )?(%|percent|퍼센트|프로|원|달러|유로|dollars?|euros?|cents?|pounds?|[kmg]b\b|g\b|kg\b|mg\b|km\b|cm\b|mm\b|m\b|ml\b|l\b|hours?|hrs?|minutes?|mins?|seconds?|secs?|(?:business |working )?days?|weeks?|months?|years?|시간|분|초|일|주|개월|달|년|개|명|점|페이지|쪽|회|번|박|도|매|장)/i
const moneyBefore = /[$€£₩]\s?$/
const durations =
  /^(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|(?:business |working )?days?|weeks?|months?|years?|시간|분|초|일|주|개월|달|년)$/i

/** Dates, times of day, phone numbers, codes and numbers of a text, in order, each once. */
export function figuresOf(text: string): Figure[] {
  const figures: Figure[] = []
  for (const match of text.matchAll(pattern)) {
    const name = Object.entries(match.groups!).find(([, value]) => value !== undefined)![0]
    const figure = readers[name]!(match[0])
    if (!figure) continue
    const to = match.index + match[0].length
    const paid = moneyBefore.test(text.slice(Math.max(0, match.index - 2), match.index))
    const unit = paid ? 'money' : (unitBehind.exec(text.slice(to, to + 16))?.[1] ?? '').toLowerCase()
    figures.push({ kind: 'number', value: null, inWords: false, ...figure, from: match.index, to, unit })
  }
  return figures
}

export const isDuration = ({ unit }: Figure): boolean => durations.test(unit)

type Read = { kind?: FigureKind; keys: string[]; value?: number | null; inWords?: boolean } | null

const numberKey = (value: number): string => `n:${Number(value.toFixed(4))}`
const number = (value: number | null, inWords = false): Read =>
  value === null ? null : { keys: [numberKey(value)], value, inWords }
const amountOf = (text: string): number | null =>
  /\d/.test(text) ? Number(text) : (englishNumber(text.trim()) ?? koreanNumber(text.trim()))
/** A share of all: it stands where the same share does. */
const ratio = ([part = '', all = '']: string[]): Read => {
  const [some, of] = [amountOf(part), amountOf(all)]
  return some === null || of === null ? null : { keys: [`r:${some}/${of}`], value: null, inWords: true }
}
const date = (m: number, d: number): Read => ({ kind: 'date', keys: [`d:${m}-${d}`] })
const monthOf = (text: string) => months.findIndex((name) => text.toLowerCase().includes(name)) + 1
const numbersIn = (text: string) => [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits))

const readers: Record<string, (text: string) => Read> = {
  iso: (text) => {
    const [, m = 0, d = 0] = numbersIn(text)
    return date(m, d)
  },
  kodate: (text) => {
    const [m = 0, d = 0] = numbersIn(text).slice(-2)
    return date(m, d)
  },
  dmy: (text) => date(monthOf(text), numbersIn(text)[0]!),
  mdy: (text) => date(monthOf(text), numbersIn(text)[0]!),
  my: (text) => ({ kind: 'date', keys: [`m:${monthOf(text)}-${numbersIn(text)[0]}`] }),
  clock: (text) => {
    const [h = 0, m = 0] = numbersIn(text)
    // nine in the morning and nine in the evening are not told apart: many texts leave it to the reader
    return { kind: 'clock', keys: [`c:${h % 12}:${m}`] }
  },
  phone: (text) => ({ kind: 'phone', keys: [`p:${text.replace(/\D/g, '')}`] }),
  code: (text) => ({ kind: 'code', keys: [`k:${text.toLowerCase().replaceAll('-', '')}`] }),
  kobig: (text) => number(koreanNumber(text)),
  digits: (text) => number(Number(text.replaceAll(',', ''))),
  words: (text) => number(englishNumber(text), true),
  ratio: (text) => ratio(text.split(/ (?:in|out of) (?:every )?/)),
  koratio: (text) =>
    ratio(
      text
        .replace(/명|사람|분/g, '')
        .split(/중|가운데/)
        .toReversed(),
    ),
  sino: (text) => number(koreanNumber(text), true),
  native: (text) => number(koreanNumber(text), true),
}

/** All names by which the figures of a text may be asked for; a date is also its numbers. */
export function figureKeys(text: string): string[] {
  const keys = figuresOf(text).flatMap((figure) => figure.keys)
  for (const [digits] of text.matchAll(/\d[\d,]{0,20}(?:\.\d{1,6})?/g)) {
    const value = Number(digits.replaceAll(',', ''))
    if (!Number.isNaN(value)) keys.push(numberKey(value))
  }
  return keys
}

/** Whether a number comes out of two others by one step of reckoning. */
export function isReckoned(value: number, known: readonly number[]): boolean {
  const some = known.slice(-24)
  const same = (other: number) => Math.abs(other - value) < 0.006 * Math.max(1, Math.abs(value)) * 0.1 + 0.005
  if (same(some.reduce((sum, one) => sum + one, 0))) return true
  return some.some((a, i) =>
    some.some(
      (b, j) =>
        i !== j &&
        (same(a + b) || same(a - b) || same(a * b) || (b !== 0 && same(a / b)) || same((a * b) / 100)),
    ),
  )
}
