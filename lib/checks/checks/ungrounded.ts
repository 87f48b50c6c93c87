import { z } from 'zod'
import { piecesOf } from '@/lib/conversations/pieces'
import type { Message } from '@/lib/conversations/schema'
import { isAboutThis, isAskedOfUs, modelNames, namesOne } from '../about-this'
import { askedBefore, asksForText } from '../asked-for'
import { defineCheck, type Found, type SaidText, type Subject } from '../check'
import { Evidence } from '../evidence'
import { type Figure, figuresOf, isDuration, isReckoned } from '../figures'
import { quotesIn, withoutCode } from '../own-words'
import { type Sentence, sentencesOf } from '../sentences'
import { namesIn } from '../stated-names'
import { openTraits } from '../traits'

const settings = z.strictObject({
  /** Whether steps and durations of general advice are shown too, as information. */
  advice: z.boolean().default(true),
})

type Around = {
  evidence: Evidence
  models: () => readonly string[]
  isGiven: boolean
  reckons: boolean
  ofUs: boolean
  advice: boolean
}
type Stated = { code: string; from: number; to: number; severity?: 'info' }

/** Figures, names, quotations and traits of the user, the product, the policy or the file that stand nowhere before. */
export const ungrounded = defineCheck({
  id: 'ungrounded',
  severity: 'warning',
  source: [
    'https://developers.openai.com/api/docs/guides/fine-tuning-best-practices',
    'https://arxiv.org/abs/2405.05904',
  ],
  settings,
  open: ({ advice }, { notes }) => ({
    find(subject) {
      const evidence = new Evidence(notes, subject)
      const texts = textsByMessage(subject)
      const asked: string[] = []
      let known: { after: number; models: string[] } = { after: 0, models: [] }
      const models = () => {
        if (known.after < asked.length)
          known = { after: asked.length, models: asked.flatMap(modelNames).slice(-20) }
        return known.models
      }
      return subject.conversation.messages.flatMap((message, index) => {
        const said = texts.get(index) ?? []
        const hasPictures = () => subject.conversation.messages.slice(0, index).some(showsMore)
        const found = said.flatMap((each) =>
          each.role === 'assistant' && each.trained
            ? unfounded(subject, each, { evidence, models, advice, hasPictures })
            : [],
        )
        for (const { text } of said) evidence.add(text)
        evidence.addCalls(message)
        if (message.role === 'user') asked.push(...said.map(({ text }) => text))
        return found
      })
    },
  }),
})

function textsByMessage({ said }: Subject): Map<number, SaidText[]> {
  const texts = new Map<number, SaidText[]>()
  for (const text of said) {
    const others = texts.get(text.messageIndex)
    if (others) others.push(text)
    else texts.set(text.messageIndex, [text])
  }
  return texts
}

/** Whether a message holds more than text: a picture, a file. */
const showsMore = (message: Message): boolean =>
  Array.isArray(message.content) && piecesOf(message).some(({ kind }) => kind === 'image' || kind === 'other')

// what every figure, name and quotation has that can be looked up: a look before the long ones
const telling =
  /\d|["“「『]|님|[가-힣]씨|\b(?:Mrs?|Ms|Miss|Dr|Prof)\b|\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Tt]hanks|[Tt]hank you|[Ss]orry|understand|[Ww]elcome|[Mm]orning|noon|evening),? [A-Z]|[A-Z][a-z]+ [A-Z][a-z]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|dozen)[ -]|\bthe [A-Z][a-z]+ family|\b(?:in|near|from|at|outside) [A-Z][a-z]|[일이삼사오육칠팔구십백천만] ?(?:원|퍼센트|프로|년|개월|주)|(?:다섯|여섯|일곱|여덟|아홉|열|스무|스물|서른|마흔|쉰|예순|일흔|여든|아흔)[가-힣]{0,2} ?(?:명|사람|분|개|시간|달|살)|(?:명|사람|분) (?:중|가운데) /

const summary = /summar|요약|according to|따르면|\bwhat (?:does|do|did) (?:the|my|our|this)\b/i
const reckoning =
  /\b(?:total|sum|altogether|how (?:much|many|old|long|far|fast)|half|twice|double|average|difference|percent|per|calculate|remaining|left|convert)\b|얼마|합계|총|몇|절반|평균|차이|계산|나머지|모두/i
// a text that was asked for may say what it likes, unless it was to be made of what is given
const given =
  /\b(?:based on|using|from|given|with) (?:only )?(?:the|these|this|my|following) ?(?:given |following )?(?:facts?|details?|information|notes?|points?|data|achievements?|profile|facts below)\b|\bgiven (?:the|these|my) [a-z' ]{0,30}(?:achievements?|facts?|details?|experience)\b|(?:다음|아래|이|위) (?:정보|내용|사실|자료|이력|항목)(?:을|를|으로|만)? ?(?:바탕|토대|가지고|참고|사용|이용|써서)/i
const mostFound = 20

function unfounded(
  subject: Subject,
  { messageIndex, path, text }: SaidText,
  { hasPictures, ...before }: Omit<Around, 'reckons' | 'isGiven' | 'ofUs'> & { hasPictures: () => boolean },
): Found[] {
  const findTraits = openTraits(text, { evidence: before.evidence, hasPictures })
  if (!findTraits && !telling.test(text)) return []
  const asked = askedBefore(subject, messageIndex)
  const fromText = summary.test(asked.slice(0, 4000))
  const asksText = asksForText(asked)
  const isGiven = asksText && given.test(asked.slice(0, 4000))
  if (asksText && !fromText && !isGiven) return []
  const around: Around = {
    ...before,
    isGiven,
    ofUs: isAskedOfUs(asked.slice(0, 1000)),
    reckons: reckoning.test(asked.slice(-4000)),
  }
  const found: Found[] = []
  for (const sentence of sentencesOf(withoutCode(text))) {
    const stated: Stated[] = telling.test(sentence.text) ? statedIn(sentence, around) : []
    if (findTraits && !noStatement.test(sentence.text))
      for (const trait of findTraits(sentence.text, () => isAbout(sentence.text, around)))
        stated.push({ code: 'trait', ...trait })
    for (const { code, from, to, severity } of stated) {
      const span = { path, from: sentence.from + from, to: sentence.from + to }
      const params = { words: text.slice(span.from, Math.min(span.to, span.from + 80)) }
      found.push({ code, messageIndex, span, params, ...(severity ? { severity } : {}) })
    }
    if (found.length >= mostFound) break
  }
  return found
}

// examples and sums state nothing of anybody
const noStatement =
  /\?\s*$|？\s*$|\b(?:for example|e\.g\.|such as|for instance|suppose|imagine|let['’]s say)\b|예를 들|예컨대|가령/i
const sum = /[=×÷≈]|\d ?[+*/] ?\d/
const doing =
  /^(?:\d{1,2}[.)] |[-*•] )?(?:then |next,? |first,? |please |now )?(?:wait|hold|press|keep|leave|repeat|set|boil|bake|cook|let|rest|try|turn|unplug|drink|take|walk|sleep|heat|cool|stir|run|charge|soak|apply|use|add|cover|do|start|go|give|count)\b|(?:세요|하십시오|시오|합니다|두세요|보세요)[.!]?$/i
// a Korean sentence that ends so may tell what is done here, too
const stating = /합니다[.!]?$/

const isAbout = (text: string, { isGiven, models }: Around): boolean =>
  isGiven || isAboutThis(text) || (/\d/.test(text) && namesOne(text, models()))

function statedIn(sentence: Sentence, around: Around): Stated[] {
  const { evidence, ofUs, reckons, advice } = around
  const { text } = sentence
  if (text.length > 2000) return []
  const aboutThis = isAbout(text, around)
  const stated: Stated[] = []
  for (const { from, to, name } of namesIn(text, aboutThis))
    if (!name.split(' ').every((word) => evidence.holdsWords(word.replace(/^(?:Mr|Mrs|Ms|Dr|Prof)\.$/, ''))))
      stated.push({ code: 'name', from, to })
  if (noStatement.test(text)) return stated
  if (aboutThis)
    for (const { from, to, words } of quotesIn(text))
      if (isAttributed(text, from, to) && !evidence.holdsWords(words))
        stated.push({ code: 'quotation', from, to })
  const answersOfUs = ofUs && !aboutThis && !(doing.test(text) && !stating.test(text))
  if (!aboutThis && !answersOfUs && !(advice && doing.test(text))) return stated
  const quoted = (figure: Figure) => stated.some(({ from, to }) => figure.from < to && from < figure.to)
  const figures = figuresOf(text).filter(
    (figure) => isStatement(figure, text) && !evidence.holdsFigure(figure.keys) && !quoted(figure),
  )
  if (!aboutThis && !answersOfUs) {
    return [
      ...stated,
      ...figures
        .filter(isDuration)
        .slice(0, 1)
        .map(({ from, to }) => ({ code: 'advice', from, to, severity: 'info' as const })),
    ]
  }
  if (sum.test(text)) return stated
  // a bare number in an answer about a shop may count anything; what has a unit is its price, its time, its date
  for (const { kind, from, to, value, unit } of figures)
    if (answersOfUs && kind === 'number' && unit === '') continue
    else if (value === null || !reckons || !isReckoned(value, evidence.numbers()))
      stated.push({ code: kind === 'number' ? 'number' : kind, from, to })
  return stated
}

const generalCode =
  /^(?:covid-?19|utf-?\d+|iso-?\d.*|mp[34]|h26[45]|co2|h2o|[a-e]\d{1,2}|ipv[46]|sha-?\d+|md5|x86|win(?:32|64)|base64|es\d+|html5|css3|python[23]|web[23]|log\d+|f1|k12|omega-?3|p\d{1,2}|v\d{1,2}|y\d|g\d{1,2})$/i
const counted =
  /\b(?:step|part|option|phase|figure|table|example|question|method|tip|point|chapter|lesson|no\.?) $|#$/i
const counting =
  /^ ?(?:가지|단계|번째|(?:key |main |simple |easy )?(?:steps?|ways|tips|reasons|points|options|things)\b)/i

/** Numbers that count points of a list, "one of them" and the like state nothing. */
function isStatement({ from, to, value, unit, inWords, kind }: Figure, text: string): boolean {
  if (kind === 'code') return to - from >= 3 && !generalCode.test(text.slice(from, to))
  if (kind !== 'number') return true
  if (counted.test(text.slice(Math.max(0, from - 12), from)) || counting.test(text.slice(to, to + 12)))
    return false
  if (from < 3 && /^\d{1,2}[.)]/.test(text)) return false
  if (inWords && (value === null || value > 10)) return true
  if (inWords) return unit !== '' && unit !== '개' && unit !== 'm' && unit !== '명' && unit !== '번'
  return value !== null && (value > 2 || unit !== '')
}

const saying =
  /\b(?:says?|said|writes?|wrote|states?|stated|reads?|notes?|noted|puts it|according to|quote|concludes?)\b|라고|이라고|라는|에 따르면/i
const isAttributed = (text: string, from: number, to: number): boolean =>
  saying.test(text.slice(Math.max(0, from - 80), from)) || saying.test(text.slice(to, to + 20))
