import { z } from 'zod'
import { defineCheck, type Found, type Subject } from '../check'
import { openJsonAnswer, schemaProblem } from '../format/json-answer'
import { openOrder } from '../format/order'
import { openPattern, patternProblem } from '../format/pattern'
import { findTools } from '../format/tools'
import { countScripts, mainScript } from '../style/scripts'
import { proseOf } from '../style/text'

const characters = z.number().int().min(1).max(1_000_000).nullable().default(null)
const pattern = z
  .string()
  .max(2000)
  .default('')
  .refine((text) => text === '' || patternProblem(text) === null, 'pattern')

const settings = z.strictObject({
  /** The system prompt of production, to the letter; empty: any. */
  systemText: z.string().max(100_000).default(''),
  /** A regular expression (RE2) that the whole of the system prompt matches; empty: any. */
  systemPattern: pattern,
  /** `alternating`: user, then assistant, tools between; `single`: one question, one answer. */
  order: z.enum(['any', 'alternating', 'single', 'pattern']).default('any'),
  /** An expression (RE2) that the roles match as a whole, each by its letter: `s?(ua)+`. */
  orderPattern: pattern,
  /** Whether examples offer and call tools. */
  tools: z.enum(['any', 'forbidden', 'required']).default('any'),
  /** The tools of production; empty: any. `required` asks for each of them. */
  toolNames: z.array(z.string().min(1).max(64)).max(128).default([]),
  answer: z.enum(['free', 'json', 'pattern']).default('free'),
  /** A JSON Schema, as text; empty: any JSON. */
  answerSchema: z
    .string()
    .max(50_000)
    .default('')
    .refine((text) => text === '' || schemaProblem(text) === null, 'schema'),
  /** A regular expression (RE2) that the whole of an answer matches. */
  answerPattern: pattern,
  minCharacters: characters,
  maxCharacters: characters,
  language: z.enum(['any', 'en', 'ko']).default('any'),
})
type Settings = z.infer<typeof settings>

/** Of a dataset that declares nothing nothing is found. */
export const inferenceFormat = defineCheck<Settings>({
  id: 'inference-format',
  severity: 'warning',
  source: [
    'https://platform.openai.com/docs/guides/supervised-fine-tuning',
    'https://json-schema.org/draft/2020-12/json-schema-validation',
    'https://github.com/google/re2/wiki/Syntax',
  ],
  settings,
  open: (settings) => {
    const answers = openAnswers(settings)
    const system = openSystem(settings)
    const order = openOrder(settings)
    return {
      find: (subject) => [
        ...system(subject),
        ...order(subject.conversation),
        ...findTools(subject.conversation, settings),
        ...answers(subject),
      ],
    }
  },
})

function openSystem({ systemText, systemPattern }: Settings): (subject: Subject) => Found[] {
  const matches = systemPattern === '' ? null : openPattern(systemPattern)
  if (systemText === '' && !matches) return () => []
  return ({ said }) => {
    const prompts = said.filter(({ role }) => role === 'system' || role === 'developer')
    const first = prompts[0]
    if (!first) return [{ code: 'system-missing', messageIndex: null, span: null, params: {} }]
    const text = prompts
      .filter(({ messageIndex }) => messageIndex === first.messageIndex)
      .map((one) => one.text)
      .join('')
    if (systemText !== '' && text !== systemText) {
      const params = { at: firstDifference(text, systemText) + 1 }
      const isWhole = text === first.text
      const span = isWhole ? { path: first.path, from: 0, to: text.length } : null
      const suggestion = isWhole ? { type: 'replace' as const, insert: systemText } : undefined
      return [{ code: 'system-differs', messageIndex: first.messageIndex, span, params, suggestion }]
    }
    const { messageIndex } = first
    if (matches?.(text) === false)
      return [{ code: 'system-differs', messageIndex, span: null, params: { at: 0 } }]
    return matches?.(text) === null ? [tooMuch(messageIndex)] : []
  }
}

const tooMuch = (messageIndex: number): Found => ({
  code: 'too-much',
  messageIndex,
  span: null,
  params: {},
  severity: 'info',
})

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

const scriptOf = { en: 'latin', ko: 'hangul' } as const

function openAnswers(settings: Settings): (subject: Subject) => Found[] {
  const { answer, minCharacters, maxCharacters, language } = settings
  const json = answer === 'json' ? openJsonAnswer(settings.answerSchema) : null
  const matches =
    answer === 'pattern' && settings.answerPattern !== '' ? openPattern(settings.answerPattern) : null
  return ({ said }) =>
    said.flatMap(({ role, trained, text, messageIndex, path }) => {
      if (role !== 'assistant' || !trained) return []
      const at = (code: string, params: Found['params'] = {}): Found => ({
        code,
        messageIndex,
        span: null,
        params,
      })
      const found: Found[] = []
      for (const { code, params, from, to } of json?.(text) ?? [])
        found.push({ code, messageIndex, span: { path, from, to }, params })
      const isMatch = matches?.(text)
      if (isMatch === false) found.push(at('pattern'))
      if (isMatch === null) found.push(tooMuch(messageIndex))
      const length = minCharacters === null && maxCharacters === null ? 0 : [...text].length
      if (minCharacters !== null && length < minCharacters)
        found.push(at('too-short', { length, least: minCharacters }))
      if (maxCharacters !== null && length > maxCharacters)
        found.push(at('too-long', { length, most: maxCharacters }))
      if (language !== 'any') {
        const script = mainScript(countScripts(proseOf(text)))
        if (script !== null && script !== scriptOf[language]) found.push(at('language', { language }))
      }
      return found
    })
}
