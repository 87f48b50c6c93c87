import 'server-only'
import { z } from 'zod'
import { type Difference, differenceOf } from '../asked/difference'
import { asksTheSame } from '../asked/question'
import { type Facts, type Turn, turnsOf } from '../asked/turns'
import { defineCheck, type Entry, type Found } from '../check'

const settings = z.strictObject({
  /** Whether answers to a question of fact that share hardly a word are said to differ. */
  otherWords: z.boolean().default(true),
  /** Whether every other answer is shown, as information. */
  anyDifference: z.boolean().default(false),
})

const mostEntries = 64
// longer answers have room to say the same in other words
const mostWordsOfDatum = 12

/** Near-identical user turns after the same system prompt and turns, answered differently. */
export const contradiction = defineCheck<z.infer<typeof settings>>({
  id: 'contradiction',
  severity: 'warning',
  source: [
    'https://platform.openai.com/docs/guides/fine-tuning-best-practices',
    'https://doi.org/10.1109/SEQUEN.1997.666900',
  ],
  settings,
  open: ({ otherWords, anyDifference }) => ({
    find: (subject) => withinOne(turnsOf(subject)),
    across: {
      entriesOf: (subject) => entriesOf(turnsOf(subject)),
      judge: (mine, other) => {
        const [own, theirs] = [JSON.parse(mine.facts) as Facts, JSON.parse(other.facts) as Facts]
        // two that share several keys are one finding
        const shared = own.keys.find((key) => theirs.keys.includes(key))
        if (shared === undefined || !mine.key.endsWith(shared)) return null
        if (!asksTheSame(own.question, theirs.question)) return null
        const how = judged(own, theirs)
        if (how === null || (how === 'other' && !otherWords)) {
          if (!anyDifference || own.answer.hash === theirs.answer.hash) return null
          const params = { example: other.number }
          return { code: 'differs', severity: 'info', messageIndex: mine.messageIndex, span: null, params }
        }
        return { code: how, messageIndex: mine.messageIndex, span: null, params: { example: other.number } }
      },
    },
  }),
})

/** Whoever shares what comes before a later turn shares the first one. */
function entriesOf(turns: readonly Turn[]): Entry[] {
  const [first] = turns
  const entries = turns.slice(0, mostEntries).map((turn) => {
    const { facts, context, messageIndex } = turn
    const text = JSON.stringify(facts)
    const under = first && turn !== first ? { under: `${first.context}${first.facts.keys[0]}` } : {}
    return facts.keys.map((key): Entry => ({ key: context + key, messageIndex, facts: text, ...under }))
  })
  const firsts = entries.flatMap((some) => some.slice(0, 1))
  return [...firsts, ...entries.flatMap((some) => some.slice(1))].slice(0, mostEntries)
}

function judged(mine: Facts, other: Facts): Difference | null {
  const [here, there] = [mine.answer.urges, other.answer.urges]
  if (mine.advice && here !== null && there !== null && here !== there) return 'opposite'
  const how = differenceOf(mine.answer, other.answer)
  if (mine.many || other.many) return how === 'refusal' || how === 'yes-no' ? how : null
  if (how === 'opposite' && !mine.one) return null
  const areShort = Math.max(mine.answer.content.length, other.answer.content.length) <= mostWordsOfDatum
  return how === 'other' && !(mine.datum && areShort) ? null : how
}

/** A question that comes again later in the conversation. Who asks again what was refused may well be answered. */
function withinOne(turns: readonly Turn[]): Found[] {
  const first = new Map<string, Turn>()
  const found: Found[] = []
  for (const turn of turns) {
    const { keys } = turn.facts
    const before = keys.map((key) => first.get(key)).find((one) => one !== undefined)
    for (const key of keys) if (!first.has(key)) first.set(key, turn)
    const isSame = before && asksTheSame(turn.facts.question, before.facts.question)
    const how = isSame ? judged(turn.facts, before.facts) : null
    if (before && how !== null && how !== 'refusal' && how !== 'other')
      found.push({
        code: `${how}-here`,
        messageIndex: turn.messageIndex,
        span: null,
        params: { message: before.messageIndex + 1 },
      })
  }
  return found
}
