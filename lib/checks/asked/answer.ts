import { refusalIn } from '../refusals'
import { leaningOf } from './leaning'

/** What of an answer is held against another one: short enough to be kept beside its question. */
export type Answer = {
  hash: string
  /** It declines, or says that it doesn't know. */
  declines: boolean
  /** It only asks back. */
  asksBack: boolean
  yes: boolean | null
  /** Its first sentence denies what the question is about. */
  denies: boolean
  numbers: string[]
  /** Words that carry a meaning, stemmed roughly. */
  content: string[]
  /** Of pairs of opposites, which one it says: `2+`, `2-`. */
  sides: string[]
  denied: number
  /** Whether it advises to do what was asked about, or against it. */
  urges: 'for' | 'against' | null
  /** The words among `content` that the question doesn't have; entries that were kept before have none. */
  own?: string[]
  /** Which way it leans to a question that yes or no would answer. */
  leans?: 'yes' | 'no' | null
}

const mostContent = 80
const mostNumbers = 30

const english = {
  declines:
    /^(?:(?:i['’]m |i am |we['’]re )?(?:very |so |really )?sorry|unfortunately|i apologi[sz]e|apologies)\b[^.!?\n]{0,60}\b(?:can['’]?t|cannot|can not|unable|not able|don['’]t know|don['’]t have|not allowed to)|^i (?:can['’]?t|cannot|am unable|am not able|don['’]t know|do not know|won['’]t)\b/i,
  yes: /^(?:yes|yeah|yep|sure|of course|certainly|absolutely|correct|right|it is\b|you can\b|we do\b)(?![a-z])/i,
  no: /^(?:no|nope|unfortunately,? (?:no|not|it|you|we)\b|sorry,? (?:no|we don['’]t|you can['’]?t|it)\b|it is not\b|you can(?:no|['’])t\b|we (?:don['’]t|do not)\b)(?![a-z])/i,
}
const korean = {
  declines:
    /^(?:죄송하지만|죄송합니다만|죄송합니다|미안하지만|안타깝게도|아쉽게도)[^.!?\n]{0,60}(?:도와드릴 수 없|도와드리기 어|알 수 없|알려드릴 수 없|답변드릴 수 없|답변하기 어|제공할 수 없|도움을 드릴 수 없)|^(?:저는 )?(?:잘 )?모르겠|도와드릴 수 없습니다\.?$/,
  yes: /^(?:네|예|넵|그렇습니다|그렇다|맞습니다|그럼요|물론)(?=[\s,.!]|$)|^(?:응|맞아)(?=[\s,.!]|$)/,
  no: /^(?:아니요|아뇨|아닙니다|아니오|아니다|아니|불가능합니다|안 됩니다|안 돼요)(?=[\s,.!]|$)/,
}

const opposites: readonly [plus: RegExp, minus: RegExp][] = [
  [/무료/, /유료|요금이 (?:있|부과|발생)/],
  [
    /(?:(?<!불)가능|(?:할|하실|쓰실|받으실|사용할|이용할|이용하실|변경하실|동반하실) 수 있)/,
    /불가|(?:할|하실|쓰실|받으실|사용할|이용할|이용하실|변경하실|동반하실) 수 없|안 됩니다|안 돼요|되지 않|못합니다/,
  ],
  [/있습니다|있어요|있다/, /없습니다|없어요|없다/],
  [/포함(?:됩|되어|돼|이)/, /제외|미포함|포함되지 않|별도/],
  [/식전/, /식후/],
  [/왼쪽/, /오른쪽/],
  [/오전/, /오후/],
  [/해야 (?:합|해|하)|필요합니다|필요해요|필수/, /필요(?:가|는)? 없|하실 필요|하지 않아도|안 해도/],
  [/안전(?:합|해|하)/, /위험/],
  [/켜(?:시|세|면|야)/, /끄(?:시|세|면|고)|꺼야/],
  [/\bfree\b(?! of)/, /\b(?:not free|costs?|billed|charged|fee|paid)\b|\$\s?\d/],
  [/\bleft\b/, /\bright\b(?! away| now)/],
  [
    /\b(?:allowed|welcome|permitted)\b/,
    /\b(?:not allowed|aren['’]t allowed|isn['’]t allowed|prohibited|forbidden|not permitted)\b/,
  ],
  [/\bincluded\b/, /\b(?:not included|isn['’]t included|excluded|extra charge)\b/],
  [/\bsafe\b/, /\b(?:unsafe|not safe|dangerous|risk|avoid)\b/],
  [/\b(?:before|prior to)\b/, /\bafter\b/],
  [/\b(?:increase|raise)s?\b/, /\b(?:decrease|lower|reduce)s?\b/],
  [/\bopen(?:s|ed)?\b(?! a)/, /\bclosed\b/],
  [/\brequired\b/, /\b(?:not required|optional|isn['’]t required)\b/],
]

const small = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const native = ['영', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열']
const counters =
  '(?=\\s?(?:개|명|번|가지|시간|시(?![가-힣])|시(?=부터|까지|에|쯤|이|가|입|예|반)|달|대|권|장|잔|마리|병|살|곳|분|배|팀|종류|단계))'
const wordNumber = new RegExp(
  `\\b(?:${small.slice(2).join('|')})\\b|(?<![가-힣])(?:${native.slice(1).join('|')})${counters}`,
  'gi',
)

/** Numbers as written, without the marks of thousands; a list's own numbering is none. */
function numbersOf(text: string): string[] {
  const said = text.replace(/^\s{0,8}\d{1,3}[.)]\s/gm, ' ')
  const digits = [...said.matchAll(/\d[\d,]{0,15}(?:\.\d{1,8})?/g)].map(([number]) =>
    String(Number(number.replaceAll(',', ''))),
  )
  const words = [...said.matchAll(wordNumber)].map(([word]) => {
    const at = small.indexOf(word.toLowerCase())
    return String(at >= 0 ? at : native.indexOf(word))
  })
  return [...new Set([...digits, ...words])].slice(0, mostNumbers)
}

const idle = new Set(
  `a an the is are was were be been being am it its it's this that these those there here i you he she we they me my your our their his
her them us of to in on at by for with from as and or but if then so than too very can could will would should may
might must do does did done have has had not no yes sorry unfortunately please just also about into over under up down out off only any some all
each every more most such what which who whom whose when where how why`.split(/\s+/),
)
const koreanIdle =
  /^(?:그|이|저|것|수|때|등|및|또는|그리고|하지만|네|예|아니요|더|잘|좀|바로|매우|아주|정말|약)$/
const particles =
  /(?:입니다|이에요|예요|이다|습니다|합니다|됩니다|하세요|해주세요|하시면|하실|하면|에서는|에서|으로|에게|까지|부터|이나|은|는|이|가|을|를|의|에|로|와|과|도|만|요|다|고|며|서|시)$/

export function contentOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z][a-z'’]{1,30}|[가-힣]{1,20}/g) ?? []
  const kept = new Set<string>()
  for (const word of words) {
    if (kept.size >= mostContent) break
    if (/^[a-z]/.test(word)) {
      if (!idle.has(word.replace('’', "'")) && !/n['’]t$/.test(word))
        kept.add(word.replace(/(?:'s|’s|ies|es|ed|ing|s)$/, '').slice(0, 20))
    } else {
      const stem = word.length > 2 ? word.replace(particles, '') : word
      if (!koreanIdle.test(word) && stem !== '') kept.add(stem.slice(0, 12))
    }
  }
  return [...kept]
}

const denials =
  /\b(?:not|never|no|cannot|without|none)\b|n['’]t\b|(?:지 않|지는 않|지 못|수 없|없[습어이다는]|아니[에다며]|아닙|아닌|(?<![가-힣])(?:안|못) )/gi

function denies(said: string, question: string): boolean {
  const first = /^[^.!?\n]{0,300}/.exec(said)![0]
  return first.search(denials) >= 0 && overlap(contentOf(first), contentOf(question.slice(-400))) >= 0.4
}

const urgesAgainst =
  /참(?:는|아|으|고)|(?:하|가|사|먹|쓰|보내)지 (?:마|말|않는 (?:게|것|편))|(?<![가-힣])(?:말아요|마세요)|안 (?:하|가|사|먹)는 (?:게|것|편)|기다려 ?(?:보|봐|주)|\b(?:don['’]t (?!worry|forget|hesitate)|do not (?!worry|forget|hesitate)|should(?: not|n['’]t)|hold off|better not|wouldn['’]t|I['’]d wait|refrain)\b/i
const urgesFor =
  /(?:해|가|사|먹|써|보내|말해|고백해|도전해|시작해) ?(?:보세요|봐요|보시|봐도 좋|보는 (?:게|것|편))|(?:해도|가도|사도) (?:돼|되|괜찮|좋)|하는 (?:게|것이|편이) 좋|\b(?:go ahead|go for it|do it|give it a try|you should (?!not))\b/i

/** `question` as it was asked: the numbers of which an answer may repeat or not. */
export function answerOf(text: string, hash: string, question = ''): Answer {
  const said = text.trim().slice(0, 2000)
  const given = numbersOf(question.slice(0, 2000))
  const isYes = english.yes.test(said) || korean.yes.test(said)
  const isNo = english.no.test(said) || korean.no.test(said)
  const yes = isNo ? false : isYes ? true : null
  const content = contentOf(said)
  const asked = contentOf(question.slice(-400))
  const first = /^[^.!?\n]{0,300}/.exec(said)![0]
  return {
    hash,
    declines:
      english.declines.test(said) || korean.declines.test(said) || refusalIn(said.slice(0, 200)) !== null,
    asksBack: /[?？]\s*$/.test(said),
    yes,
    denies: denies(said, question),
    numbers: numbersOf(said).filter((number) => !given.includes(number)),
    content,
    own: content.filter((word) => !isAmong(word, asked)),
    leans: leaningOf(first, question, { yes, isNear: () => overlap(contentOf(first), asked) >= 0.3 }),
    sides: opposites.flatMap(([plus, minus], i) =>
      minus.test(said) ? [`${i}-`] : plus.test(said) ? [`${i}+`] : [],
    ),
    denied: said.match(denials)?.length ?? 0,
    urges: urgesIn(said.slice(0, 200)),
  }
}

function urgesIn(said: string): Answer['urges'] {
  const [isFor, isAgainst] = [urgesFor.test(said), urgesAgainst.test(said)]
  return isFor === isAgainst ? null : isFor ? 'for' : 'against'
}

// Korean words change at their end
const isAmong = (word: string, others: readonly string[]): boolean =>
  others.some(
    (other) => other === word || (/^[가-힣]{2}/.test(word) && other.slice(0, 2) === word.slice(0, 2)),
  )

/** What they share of the shorter one. */
export function overlap(mine: readonly string[], other: readonly string[]): number {
  const [shorter, longer] = mine.length < other.length ? [mine, other] : [other, mine]
  if (shorter.length === 0) return mine.length === other.length ? 1 : 0
  const all = new Set(longer)
  const starts = new Set(longer.map((word) => word.slice(0, 2)))
  // Korean words change at their end
  const isShared = (word: string) =>
    all.has(word) || (/^[가-힣]{2}/.test(word) && starts.has(word.slice(0, 2)))
  return shorter.filter(isShared).length / shorter.length
}
