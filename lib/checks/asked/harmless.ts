/** Words that change nothing about a question. */
const idle = new Set(
  'a an the please pls my your our this that these those hi hello hey thanks thank you so just also do does did is are of to for in on at and me i 좀 혹시 그 이 저 저기 네 음 아 요 주세요 부탁드려요'.split(
    ' ',
  ),
)
const negations = /^(?:not|no|never|without|non|안|못|않\S*|없\S*|아닌|아니\S*)$/

/**
 * Whether two near-equal turns differ in nothing that could change the answer: only in idle words, in a slip inside a
 * long word or in the ending of a Korean one.
 */
export function isHarmless(mine: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [without(mine, other), without(other, mine)]
  const pairs = left.filter((word) => !idle.has(word))
  const open = right.filter((word) => !idle.has(word))
  if (pairs.join('') === open.join('')) return true
  if (pairs.length !== open.length) return false
  return pairs.every((word, i) => isSameWord(word, open[i]!))
}

/** Words of one turn that the other has fewer of, in their order. */
function without(words: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter((word) => {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    return count === 0
  })
}

const endings =
  /(?:은|는|이|가|을|를|도|의|에|에서|에게|로|으로|와|과|요|나요|까요|할까요|인가요|가요|해요|하나요|되나요|돼요|야|니|지|죠|습니까|합니까|입니까)$/

function isSameWord(a: string, b: string): boolean {
  if (/\d/.test(a) || /\d/.test(b) || negations.test(a) || negations.test(b)) return false
  if (/[가-힣]/.test(a)) return a.length > 1 && stemOf(a) === stemOf(b) && stemOf(a).length > 1
  // “images” for “image”; “enable” is not “disable”, nor “5432” “3306”
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return (
    short.length >= 4 &&
    long.length - short.length <= 2 &&
    long.startsWith(short) &&
    /^(?:s|es|d|ed)$/.test(long.slice(short.length))
  )
}

const stemOf = (word: string): string => word.replace(endings, '')
