import 'server-only'
import { z } from 'zod'
import { asksTheSame, type Question, questionOf } from '../asked/question'
import { askedBefore, asksForMeaning, asksForText, taughtTexts } from '../asked-for'
import { defineCheck, type Entry, type Found, type SaidText, type Span, type Subject } from '../check'
import { ownWords } from '../own-words'
import { refusalIn } from '../refusals'
import { sentencesOf } from '../sentences'

const settings = z.strictObject({
  /** The tag to suggest; where it is left out, the one of the dataset whose name says so. */
  tag: z.string().trim().min(1).max(200).optional(),
})
const letterHead = /^(?:dear|hi|hello|subject:|제목)|\n(?:dear |subject:|제목)/i
// a word or two may be asked for anything
const leastAsked = 6
const refusing = /refus|declin|거절|거부/i

type Refusal = { messageIndex: number; span: Span; words: string }
/** What is kept of an answer for comparison. */
type Facts = {
  question: Question
  keys: string[]
  refusal: { span: Span; words: string } | null
  hasTools: boolean
}

/** Answers that decline, for which a tag is suggested, and those to questions that another example answers. */
export const refusal = defineCheck({
  id: 'refusal',
  severity: 'info',
  source: [
    'https://developers.openai.com/api/docs/guides/fine-tuning-best-practices',
    'https://arxiv.org/abs/2308.01263',
  ],
  settings,
  open({ tag }, { tagNames }) {
    const suggested = tag ?? tagNames.find((name) => refusing.test(name))
    const isTag = (name: string) => name === suggested || refusing.test(name)
    return {
      find(subject) {
        const first = refusalsOf(subject)[0]
        if (!first || subject.tags.some(isTag)) return []
        const { messageIndex, span, words } = first
        const found: Found = { code: 'refuses', messageIndex, span, params: { words } }
        return [suggested ? { ...found, suggestion: { type: 'add-tag', tag: suggested } } : found]
      },
      across: { entriesOf, judge },
    }
  },
})

const known = new WeakMap<Subject, Refusal[]>()

function refusalsOf(subject: Subject): Refusal[] {
  const refusals = known.get(subject) ?? readRefusals(subject)
  known.set(subject, refusals)
  return refusals
}

function readRefusals(subject: Subject): Refusal[] {
  const seen = new Set<number>()
  return taughtTexts(subject).flatMap((said) => {
    if (seen.has(said.messageIndex)) return []
    const span = refusalAt(said, () => askedBefore(subject, said.messageIndex))
    if (!span) return []
    seen.add(said.messageIndex)
    return [
      {
        messageIndex: said.messageIndex,
        span,
        words: said.text.slice(span.from, Math.min(span.to, span.from + 80)),
      },
    ]
  })
}

function refusalAt({ text, path }: SaidText, asked: () => string): Span | null {
  if (path[path.length - 1] === 'refusal') return text === '' ? null : { path, from: 0, to: text.length }
  for (const [index, sentence] of sentencesOf(ownWords(text)).entries()) {
    const place = refusalIn(sentence.text)
    if (!place) continue
    // a letter that was asked for may decline something, and what words mean is said in these words
    const request = asked()
    if (asksForMeaning(request)) return null
    if (asksForText(request) && (index > 1 || letterHead.test(text.slice(0, 200)))) return null
    return { path, from: sentence.from + place.from, to: sentence.from + place.to }
  }
  return null
}

/** The first question of an example and its answer: later ones hang on what was said before. */
function entriesOf(subject: Subject): Entry[] {
  const { messages } = subject.conversation
  const asking = messages.findIndex(({ role }) => role === 'user')
  const answering = subject.said.find(
    ({ role, messageIndex }) => role === 'assistant' && messageIndex > asking,
  )
  if (asking < 0 || !answering?.trained) return []
  const { messageIndex } = answering
  const asked = askedBefore(subject, messageIndex)
  if (asked.trim().length < leastAsked) return []
  const { question, keys } = questionOf(asked)
  const refused = refusalsOf(subject).find((one) => one.messageIndex === messageIndex)
  const hasTools = Array.isArray(subject.conversation.tools) && subject.conversation.tools.length > 0
  const facts: Facts = {
    question,
    keys,
    refusal: refused ? { span: refused.span, words: refused.words } : null,
    hasTools,
  }
  const text = JSON.stringify(facts)
  return keys.map((key) => ({ key, messageIndex, facts: text }))
}

function judge(mine: Entry, other: Entry & { number: number }): Found | null {
  const [here, there] = [JSON.parse(mine.facts) as Facts, JSON.parse(other.facts) as Facts]
  // with a tool at hand one may answer what one can't without it
  if (!here.refusal || there.refusal || here.hasTools !== there.hasTools) return null
  // two that share several keys are one finding
  if (mine.key !== here.keys.find((key) => there.keys.includes(key))) return null
  if (!asksTheSame(here.question, there.question)) return null
  const { span, words } = here.refusal
  return {
    code: 'answered-elsewhere',
    severity: 'warning',
    messageIndex: mine.messageIndex,
    span,
    params: { words, number: other.number },
  }
}
