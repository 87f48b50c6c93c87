import 'server-only'
import { z } from 'zod'
import { defineCheck, type Found, type SaidText, type Subject } from '../check'
import { findKoreanErrors } from '../style/korean'
import { findBrokenMarkdown } from '../style/markdown'
import { findMojibake } from '../style/mojibake'
import { findOpeners } from '../style/openers'
import { findPlaceholders, findSpeaker } from '../style/placeholders'
import { findMixedRegister, mannerOf, namesManner } from '../style/register'
import { findRepeated } from '../style/repeated'
import {
  asksForLatin,
  countScripts,
  findOtherLanguage,
  findOtherSentences,
  findStrayScript,
  namesLanguage,
} from '../style/scripts'
import { findMisspelled } from '../style/spelling'
import { type Hit, proseOf, sentencesOf } from '../style/text'

const own = z.array(z.string().trim().min(1).max(64))
const settings = z.strictObject({
  spelling: z.boolean().default(true),
  korean: z.boolean().default(true),
  otherLanguage: z.boolean().default(true),
  strayScript: z.boolean().default(true),
  register: z.boolean().default(true),
  repeated: z.boolean().default(true),
  openers: z.boolean().default(true),
  markdown: z.boolean().default(true),
  placeholders: z.boolean().default(true),
  mojibake: z.boolean().default(true),
  /** Words that are right in this dataset though no dictionary has them. */
  words: own.max(10_000).default([]),
  /** Openers of answers that nobody wants, beside the stock ones. */
  phrases: own.max(200).default([]),
})
type Settings = z.infer<typeof settings>

const mostFound = 60

export const languageStyle = defineCheck<Settings>({
  id: 'language-style',
  severity: 'warning',
  source: [
    'https://korean.go.kr/kornorms/regltn/regltnView.do?regltn_code=0001',
    'https://korean.go.kr/kornorms/regltn/regltnView.do?regltn_code=0003',
    'https://spec.commonmark.org/0.31.2/',
  ],
  settings,
  open: (settings, facts) => {
    const listed = new Set(wordsOf([...settings.words, ...facts.notes]))
    return { find: (subject) => findIn(subject, settings, listed).slice(0, mostFound) }
  },
})

const wordsOf = (texts: readonly string[]): string[] =>
  texts.flatMap(
    (text) =>
      text
        .replaceAll('’', "'")
        .toLowerCase()
        .match(/[a-z]+(?:'[a-z]+)*/g) ?? [],
  )

function findIn(subject: Subject, settings: Settings, listed: ReadonlySet<string>): Found[] {
  const { said } = subject
  const asked = said.filter(({ role }) => role !== 'assistant').map(({ text }) => text)
  const askedText = asked.join('\n')
  const about = {
    asked: askedText,
    speaksOfLanguages: namesLanguage(askedText),
    isEnglish: !asksForLatin(askedText),
    elsewhere: countScripts(askedText),
  }
  const found: Found[] = []
  let manner: { isPolite: boolean } | null = null
  let question = ''
  for (const one of said) {
    if (one.role === 'user') question = one.text
    const hits: Hit[] = []
    if (one.role === 'assistant' && one.trained) {
      const prose = proseOf(one.text)
      hits.push(...hitsIn({ one, prose, question, ...about }, settings, knownWords(said, listed)))
      const now = settings.register && /[가-힣]/.test(prose) ? mannerOf(sentencesOf(prose)) : null
      if (now && manner && now.isPolite !== manner.isPolite && !namesManner(askedText)) hits.push(now.first)
      manner ??= now
    } else hits.push(...hitsOfOthers(one, settings).map((hit): Hit => ({ ...hit, isInfo: true })))
    found.push(...hits.map((hit) => foundAt(one, hit)))
  }
  return found
}

type Answer = {
  one: SaidText
  prose: string
  question: string
  asked: string
  speaksOfLanguages: boolean
  /** Nobody asked for words of another language in Latin letters. */
  isEnglish: boolean
  elsewhere: ReturnType<typeof countScripts>
}

function hitsIn(answer: Answer, settings: Settings, isKnown: (word: string) => boolean): Hit[] {
  const { one, prose, question, asked, speaksOfLanguages, isEnglish, elsewhere } = answer
  const counts = countScripts(prose)
  const sentences = sentencesOf(prose)
  const counted = countScripts(proseOf(question))
  const others =
    settings.otherLanguage && !speaksOfLanguages
      ? findOtherSentences(sentences, { asked: counted, said: counts, elsewhere }, asked)
      : []
  const isApart = ({ from, to }: Hit) => !others.some((other) => other.from < to && from < other.to)
  const isKorean = (counts.of.hangul ?? 0) > 0
  return [
    ...(settings.spelling && isEnglish && !isKorean && (counts.of.latin ?? 0) > counts.all * 0.8
      ? findMisspelled(prose, isKnown)
      : []),
    ...(settings.korean && isKorean ? findKoreanErrors(prose) : []),
    ...(settings.otherLanguage && !speaksOfLanguages ? findOtherLanguage(counted, counts, prose) : []),
    ...others,
    ...(settings.strayScript && !speaksOfLanguages
      ? findStrayScript(prose, counts, elsewhere).filter(isApart)
      : []),
    ...(settings.register && isKorean && !namesManner(asked) ? findMixedRegister(sentences) : []),
    ...(settings.repeated ? findRepeated(sentences, question) : []),
    ...(settings.openers ? findOpeners(prose, settings.phrases) : []),
    ...(settings.markdown ? findBrokenMarkdown(one.text, prose) : []),
    ...(settings.placeholders ? [...findPlaceholders(prose, asked), ...findSpeaker(prose)] : []),
    ...(settings.mojibake ? findMojibake(one.text) : []),
  ]
}

/** What isn't learned word for word still shows that something went wrong on the way. */
const hitsOfOthers = ({ role, text }: SaidText, settings: Settings): Hit[] => [
  ...(settings.placeholders && role !== 'tool' && role !== 'function'
    ? findPlaceholders(proseOf(text), text)
    : []),
  ...(settings.mojibake ? findMojibake(text) : []),
]

/** Words that the dataset lists, or that others in the conversation use as well; gathered at the first that is asked for. */
function knownWords(said: readonly SaidText[], listed: ReadonlySet<string>) {
  let used: Set<string> | undefined
  return (word: string): boolean => {
    if (listed.has(word)) return true
    used ??= new Set(wordsOf(said.filter((other) => other.role !== 'assistant').map(({ text }) => text)))
    return used.has(word)
  }
}

const foundAt = (
  { messageIndex, path }: SaidText,
  { code, from, to, params = {}, insert, isInfo }: Hit,
): Found => ({
  code,
  messageIndex,
  span: { path, from, to },
  params,
  ...(isInfo && { severity: 'info' as const }),
  ...(insert !== undefined && { suggestion: { type: 'replace' as const, insert } }),
})
