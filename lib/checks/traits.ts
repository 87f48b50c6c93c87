import type { Evidence } from './evidence'
import type { Family } from './trait-family'
import { likesOf } from './trait-words'
import { englishTraits } from './traits-english'
import { koreanTraits } from './traits-korean'

export type Trait = { from: number; to: number }
/** `hasPictures`: what a file shows was seen. */
export type Told = { evidence: Evidence; hasPictures: () => boolean }
/** `isAboutThis`: whether the sentence is about the product, the policy or the file at hand. */
export type FindTraits = (sentence: string, isAboutThis: () => boolean) => Trait[]

// what may be so tells nothing of anybody
const supposing =
  /\b(?:if|whether|unless|suppose|imagine|in case|when you|whoever|anyone|for example|e\.g\.|such as)\b|[라다]면|으면|시면|거나|경우|예를 들|든지/i

/**
 * Finds in the sentences of a text traits of the user, the product, the policy or the file that are taken as known, and that
 * nothing before tells; null where it holds no sign of any.
 */
export function openTraits(text: string, told: Told): FindTraits | null {
  const families = [...englishTraits, ...(/[가-힣]/.test(text) ? koreanTraits : [])].filter(
    ({ sign, needs }) => sign.test(text) && !(needs === 'no pictures' && told.hasPictures()),
  )
  return families.length === 0
    ? null
    : (sentence, isAboutThis) => traitsIn(sentence, families, told, isAboutThis)
}

function traitsIn(
  sentence: string,
  families: readonly Family[],
  { evidence }: Told,
  isAboutThis: () => boolean,
): Trait[] {
  if (sentence.length > 600) return []
  const traits: Trait[] = []
  for (const { pattern, needs } of families)
    for (const match of sentence.matchAll(pattern)) {
      const { words } = match.groups!
      const from = match.index + match[0].indexOf(words!)
      const trait = { from, to: from + words!.length }
      const isSupposed = supposing.test(needs === 'known' ? sentence.slice(0, match.index) : sentence)
      const overlaps = traits.some((other) => other.from < trait.to && trait.from < other.to)
      if (isSupposed || overlaps || (needs === 'about this' && !isAboutThis())) continue
      if (!isGrounded(words!, evidence)) traits.push(trait)
    }
  return traits
}

const denied = ['불가', '할수없', '이안', '되지않', '하지않', '이불가', '은불가', '안되', '안돼', '안됩']

/** Whether two in three of the words that carry a trait were there before, of one or two all of them. */
function isGrounded(words: string, evidence: Evidence): boolean {
  const refused = /^([가-힣]+) 불가$/.exec(words)?.[1]
  if (refused) return denied.some((how) => evidence.holdsWords(refused + how))
  const carrying = words
    .toLowerCase()
    .replace(/[-’']/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (/[가-힣]/.test(word) ? word.replace(particle, '') : word))
    .filter((word) => word.length > (/[가-힣0-9]/.test(word) ? 0 : 2) && !idle.has(word))
  if (carrying.length === 0) return true
  const there = carrying.filter((word) => likesOf(word).some((like) => evidence.holdsWords(like)))
  return there.length >= Math.ceil((carrying.length * 2) / 3)
}

const particle = /(?:께서|에게|분의|님의|님이|님|분|은|는|이|가|을|를|의|로|으로|와|과|도|중)$/
const idle = new Set(
  (
    'a an the your our this that with and for from very also own new person household type kind one such of in on at to ' +
    'customer user client guest 고객 고객님 제품 상품 회원 분 중 근무 하 키우 기르 쓰 사용하 운영하 운전하 다니 앓 것 수 있는 사용 가능'
  ).split(' '),
)
