const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'
const english = new Map<string, number>([
  ...units.split(' ').map((word, i): [string, number] => [word, i]),
  ...tens.split(' ').map((word, i): [string, number] => [word, (i + 2) * 10]),
  ['half', 0.5],
  ['dozen', 12],
  ['couple', 2],
  ['twice', 2],
  ['hundred', 100],
  ['thousand', 1000],
])
const native = new Map(
  '한 두 세 네 다섯 여섯 일곱 여덟 아홉 열'.split(' ').map((word, i): [string, number] => [word, i + 1]),
)
const nativeTens = new Map(
  '열 스물 서른 마흔 쉰 예순 일흔 여든 아흔'
    .split(' ')
    .map((word, i): [string, number] => [word, (i + 1) * 10]),
)
const sino = new Map('영일이삼사오육칠팔구'.split('').map((word, i): [string, number] => [word, i]))
const scales = new Map([
  ['십', 10],
  ['백', 100],
  ['천', 1000],
])
const bigScales = new Map([
  ['만', 10_000],
  ['억', 100_000_000],
])

/** The value of English number words such as `thirty-five`; null where it is none. */
export function englishNumber(text: string): number | null {
  let value: number | null = null
  for (const word of text.toLowerCase().split(/[\s-]+/)) {
    const one = english.get(word)
    if (one === undefined) return value
    value = value === null ? one : one >= 100 ? value * one : value + one
  }
  return value
}

/** The value of a Korean number such as `2만 5천`, `120만`, `삼십`; null where it is none. */
export function koreanNumber(text: string): number | null {
  const plain = text.replace(/[\s,]/g, '')
  const counted = native.get(plain)
  if (counted !== undefined) return counted
  if (plain === '스무') return 20
  for (const [word, value] of nativeTens)
    if (plain.startsWith(word)) {
      const rest = plain.slice(word.length)
      const ones = rest === '' ? 0 : native.get(rest)
      return ones === undefined ? null : value + ones
    }
  let total = 0
  let section = 0
  let digit: number | null = null
  for (const [part] of plain.matchAll(/\d+(?:\.\d+)?|[가-힣]/g)) {
    const scale = scales.get(part)
    const big = bigScales.get(part)
    if (scale !== undefined) {
      section += (digit ?? 1) * scale
      digit = null
    } else if (big !== undefined) {
      total += (section + (digit ?? (section === 0 ? 1 : 0))) * big
      section = 0
      digit = null
    } else {
      const one = sino.get(part) ?? Number(part)
      if (Number.isNaN(one)) return null
      digit = one
    }
  }
  return total + section + (digit ?? 0)
}
