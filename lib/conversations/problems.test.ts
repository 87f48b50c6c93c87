import fc from 'fast-check'
import { createTranslator } from 'next-intl'
import { afterAll, describe, expect, test } from 'vitest'
import { wildLine, writeWildly } from '@/lib/testing/arbitrary-conversations'
import en from '@/messages/en.json'
import ko from '@/messages/ko.json'
import { viewOf } from './kind'
import { readLine } from './parse'
import { findProblems } from './problems'
import { problemCodes } from './problems/codes'
import type { Conversation, Json, Message, Problem } from './schema'

const user: Message = { role: 'user', content: 'Hello' }
const answer: Message = { role: 'assistant', content: 'Hi' }
const tools: Json = [{ type: 'function', function: { name: 'look', parameters: {} } }]

function call(more: { [key: string]: Json } = {}, args = '{}'): Json {
  return { id: 'c1', type: 'function', function: { name: 'look', arguments: args }, ...more }
}

function asking(...calls: Json[]): Message {
  return { role: 'assistant', content: null, tool_calls: calls }
}

const toolAnswer: Message = { role: 'tool', tool_call_id: 'c1', content: 'x' }

function line(messages: Message[], more: { [key: string]: Json } = {}): Conversation {
  return { messages, ...more }
}

function only(message: Message): Conversation {
  return line(message.role === 'assistant' ? [user, message] : [message, answer])
}

function parts(role: 'user' | 'assistant', ...content: Json[]): Conversation {
  return only({ role, content })
}

function image(url: string, more: { [key: string]: Json } = {}): Json {
  return { type: 'image_url', image_url: { url, ...more } }
}

const seen = new Map<string, Problem>()

/** `code` or `code@message`, messages counted from 1. */
function found(
  conversation: Conversation,
  text?: string,
  more?: Parameters<typeof findProblems>[2],
): string[] {
  const problems = findProblems(conversation, text, more)
  for (const problem of problems) {
    expect(problem.severity).toBe(problemCodes[problem.code as keyof typeof problemCodes].severity)
    seen.set(problem.code, problem)
  }
  return problems.map(
    ({ code, messageIndex }) => code + (messageIndex === null ? '' : `@${messageIndex + 1}`),
  )
}

describe('a conversation without problems', () => {
  test.each<[string, Conversation]>([
    ['the plain one', line([{ role: 'system', content: 'S', name: 'a' }, user, answer])],
    ['weights', line([user, { ...answer, weight: 0 }, user, { ...answer, weight: 1 }])],
    [
      'parts',
      line([
        { role: 'user', content: [{ type: 'text', text: 'a' }, image('https://example.com/a.png')] },
        answer,
      ]),
    ],
    ['an inline image', parts('user', image('data:image/png;base64,AAAA', { detail: 'low' }))],
    ['a refusal', parts('assistant', { type: 'refusal', refusal: 'No.' })],
    ['calls that are answered', line([user, asking(call()), toolAnswer, answer], { tools })],
    [
      'calls at the end',
      line([user, asking(call(), call({ id: 'c2' }))], { tools, parallel_tool_calls: false }),
    ],
    ['calls without a content key', line([user, { role: 'assistant', tool_calls: [call()] }], { tools })],
    [
      'the older function calls',
      line(
        [
          user,
          { role: 'assistant', content: null, function_call: { name: 'look', arguments: '{}' } },
          { role: 'function', name: 'look', content: null },
          answer,
        ],
        { functions: [{ name: 'look' }] },
      ),
    ],
    ['markup that looks like a token', line([user, { ...answer, content: '<|maybe|> im_start |>' }])],
  ])('%s', (_, conversation) => {
    expect(found(conversation, JSON.stringify(conversation), { tokens: 65_536 })).toEqual([])
  })
})

describe('findProblems finds', () => {
  test.each<[string, Conversation]>([
    ['unknown-key', line([user, answer], { id: 7 })],
    ['unknown-key', line([user, answer], JSON.parse('{"__proto__":{}}'))],
    ['unknown-message-key@1', line([{ ...user, id: 1 }, answer])],
    [
      'unknown-message-key@3',
      line([user, asking(call()), { ...toolAnswer, name: 'look' }, answer], { tools }),
    ],
    ['developer-role@1', line([{ role: 'developer', content: 'x' }, user, answer])],
    ['field-type', line([user, answer], { parallel_tool_calls: 1 })],
    ['field-type@1', only({ ...user, name: null })],
    ['field-type@2', only({ ...answer, refusal: false })],
    ['field-type@2', only({ ...answer, audio: 'x' })],
    ['field-type@2', only({ ...answer, function_call: 'look' })],
    ['content-missing@1', only({ role: 'user' })],
    ['content-missing@1', only({ role: 'system', content: null })],
    ['content-missing@2', only({ role: 'assistant', content: null, refusal: 'No.' })],
    ['content-missing@1', line([{ role: 'function', name: 'look' }, answer])],
    ['content-type@1', only({ role: 'user', content: 7 })],
    ['content-type@1', only({ role: 'user', content: {} })],
    ['content-type@1', line([{ role: 'function', name: 'look', content: [] }, answer])],
    ['no-parts@1', parts('user')],
    ['part-shape@1', parts('user', 'text')],
    ['part-shape@1', parts('user', { text: 'a' })],
    ['part-shape@1', parts('user', { type: 'text' })],
    ['part-shape@1', parts('user', { type: 'image_url', image_url: 'https://example.com' })],
    ['part-not-allowed@2', parts('assistant', image('https://example.com'))],
    ['part-not-allowed@1', parts('user', { type: 'input_audio' })],
    ['part-not-allowed@1', parts('user', { type: 'refusal', refusal: 'No.' })],
    ['refusal-parts@2', parts('assistant', { type: 'refusal', refusal: 'No.' }, { type: 'text', text: 'a' })],
    ['empty-content@1', only({ role: 'user', content: '' })],
    ['empty-content@1', parts('user', { type: 'text', text: '' })],
    ['empty-content@2', line([user, { ...asking(call()), content: '' }], { tools })],
    ['empty-answer@2', only({ role: 'assistant', content: '' })],
    ['empty-answer@2', parts('assistant', { type: 'text', text: '' })],
    ['no-assistant', line([user])],
    ['last-not-assistant@3', line([user, answer, user])],
    ['nothing-trained', line([user, { ...answer, weight: 0 }])],
    ['last-untrained@4', line([user, answer, user, { ...answer, weight: 0 }])],
    ['assistant-twice@3', line([user, answer, answer])],
    ['weight-not-assistant@1', line([{ ...user, weight: 0 }, answer])],
    ['weight-type@2', only({ ...answer, weight: true })],
    ['weight-type@2', only({ ...answer, weight: '1' })],
    ['weight-type@2', only({ ...answer, weight: null })],
    ['weight-value@2', only({ ...answer, weight: 0.5 })],
    ['tool-calls-type@2', only({ ...answer, tool_calls: [] })],
    ['tool-calls-type@2', only({ ...answer, tool_calls: {} })],
    ['tool-call-shape@2', line([user, asking(call({ id: '' }))], { tools })],
    ['tool-call-shape@2', line([user, asking(call({ type: null }))], { tools })],
    [
      'tool-call-shape@2',
      line([user, asking(call({ function: { name: 'look', arguments: {} } }))], { tools }),
    ],
    ['tool-call-shape@2', line([user, asking(7)], { tools })],
    ['tool-call-custom@2', line([user, asking({ id: 'c1', type: 'custom', custom: {} })])],
    ['tool-call-unanswered@2', line([user, asking(call()), user, answer], { tools })],
    [
      'tool-call-unanswered@2',
      line([user, asking(call(), call({ id: 'c2' })), toolAnswer, answer], { tools }),
    ],
    ['tool-call-id-missing@3', line([user, answer, { role: 'tool', content: 'x' }, answer])],
    ['tool-answer-orphan@2', line([user, toolAnswer, answer])],
    ['function-name-missing@1', line([{ role: 'function', content: 'x' }, answer])],
    ['arguments-not-json@2', line([user, asking(call({}, 'look()'))], { tools })],
    ['arguments-not-json@2', line([user, asking(call({}, '[]'))], { tools })],
    ['arguments-double-encoded@2', line([user, asking(call({}, '"{\\"a\\":1}"'))], { tools })],
    ['tool-not-declared@2', line([user, asking(call())])],
    ['tools-type', line([user, answer], { tools: {} })],
    ['tools-type', line([user, answer], { functions: [] })],
    ['tool-shape', line([user, answer], { tools: [{ name: 'look' }] })],
    ['tool-shape', line([user, answer], { functions: [{ name: 'look', parameters: [] }] })],
    ['tool-name', line([user, answer], { functions: [{ name: 'look up' }] })],
    ['tool-name', line([user, answer], { functions: [{ name: 'x'.repeat(65) }] })],
    ['special-token@1', only({ role: 'user', content: 'a <|fim_suffix|>' })],
    ['special-token@2', line([user, asking(call({}, '{"a":"<|endoftext|>"}'))], { tools })],
    ['nul-character@1', only({ role: 'user', content: 'a\0' })],
    [
      'nul-character',
      line([user, answer], { tools: [{ type: 'function', function: { name: 'look', description: '\0' } }] }),
    ],
    ['lone-surrogate@1', only({ role: 'user', content: 'a\ud83d' })],
    ['lone-surrogate@1', parts('user', { type: 'text', text: 'x', '\ude00': 1 })],
    ['image-url@1', parts('user', image('file:///a.png'))],
    ['image-detail@1', parts('user', image('https://example.com', { detail: 'best' }))],
    ['image-format@1', parts('user', image('data:image/gif;base64,AAAA'))],
    ['image-too-large@1', parts('user', image(`data:image/png;base64,${'A'.repeat(14_000_000)}`))],
    ['too-many-images', parts('user', ...Array.from({ length: 11 }, () => image('https://example.com')))],
  ])('%s', (expected, conversation) => {
    expect(found(conversation)).toEqual([expected])
  })

  test('late answers to known calls leave only the call unanswered', () => {
    expect(found(line([user, asking(call()), user, toolAnswer, answer], { tools }))).toEqual([
      'tool-call-unanswered@2',
    ])
  })

  test('lengths over the limit', () => {
    expect(found(line([user, answer]), undefined, { tokens: 65_537 })).toEqual(['too-many-tokens'])
    expect(found(line([user, answer]), undefined, { tokens: 5000, tokenLimit: 4096 })).toEqual([
      'too-many-tokens',
    ])
  })

  test.each([
    ['1', []],
    ['0 ', []],
    ['1.0', ['weight-spelling@2']],
    ['-0', ['nothing-trained', 'weight-spelling@2']],
    ['1e0', ['weight-spelling@2']],
    ['1.5', ['weight-value@2']],
  ])('a weight spelled %s', (weight, expected) => {
    const text = `{"messages":[{"role":"user","content":"\\"weight\\": 1.0"},{"role":"assistant","content":"x","weight":${weight}}]}`
    const codes = found(JSON.parse(text), text)
    expect(codes.filter((code) => weight !== '0 ' || code !== 'nothing-trained')).toEqual(expected)
  })

  test('twin keys, which only the text shows', () => {
    const text =
      '{"messages":[],"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"x"}]}'
    expect(found(JSON.parse(text), text)).toEqual(['duplicate-keys'])
    expect(found(JSON.parse(text))).toEqual([])
  })

  const pair = (
    input: Message[],
    preferred: Message,
    rejected: Message,
    more: { [key: string]: Json } = {},
  ) =>
    viewOf({
      input: { messages: input, ...more },
      preferred_output: [preferred],
      non_preferred_output: [rejected],
    })
  const worse: Message = { role: 'assistant', content: 'No' }

  test.each<[string[], Conversation]>([
    [[], pair([user, answer, user], answer, worse, { tools, parallel_tool_calls: true })],
    [[], pair([user], asking(call()), worse, { tools })],
    [['answers-identical@3'], pair([user], answer, answer)],
    [['answers-identical@3', 'weight-in-preference@3'], pair([user], answer, { ...answer, weight: 0 })],
    [['answer-empty@3'], pair([user], answer, { ...worse, content: '' })],
    [['prompt-ends-with-answer@2'], pair([user, answer], answer, worse)],
    [['prompt-ends-with-answer@3', 'assistant-twice@3'], pair([user, answer, worse], answer, worse)],
    [['empty-answer@2'], pair([user, { ...answer, content: '' }, user], answer, worse)],
    [
      ['preference-not-text@1'],
      pair([{ role: 'user', content: [image('https://example.com/a.png')] }], answer, worse),
    ],
    [
      ['preference-not-text@2', 'part-not-allowed@2'],
      pair([user], { role: 'assistant', content: [image('https://example.com/a.png')] }, worse),
    ],
    [['unknown-key', 'unknown-message-key@2'], pair([user], { ...answer, id: 1 }, worse, { functions: [] })],
    [['unknown-key'], { ...pair([user], answer, worse), id: 7 }],
    [['field-type'], pair([user], answer, worse, { parallel_tool_calls: 'yes' })],
    [['tools-type'], pair([user], answer, worse, { tools: {} })],
    [['tool-call-unanswered@2'], pair([user, asking(call()), user], answer, worse, { tools })],
    [['developer-role@1'], pair([{ role: 'developer', content: 'x' }, user], answer, worse)],
  ])('%j in a preference example', (expected, conversation) => {
    expect(found(conversation)).toEqual(expected)
  })

  test('nothing that breaks it in whatever can be stored', () => {
    fc.assert(
      fc.property(wildLine, fc.nat(), (line, seed) => {
        const read = readLine(writeWildly(line, seed))
        if (read.ok)
          for (const code of found(read.conversation, read.text)) expect(code).toMatch(/^[a-z-]+(@\d+)?$/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('every code', () => {
  afterAll(() => seen.clear())

  test('was found above', () => {
    expect([...seen.keys()].sort()).toEqual(Object.keys(problemCodes).sort())
  })

  test.each([
    ['en', en],
    ['ko', ko],
  ] as const)('has its sentences in %s', (locale, messages) => {
    const faults: string[] = []
    const translator = createTranslator({
      locale,
      messages: messages as Record<string, unknown>,
      onError: (error) => faults.push(String(error)),
    })
    const t = translator as unknown as (key: string, params: Problem['params']) => string
    for (const [code, problem] of seen) {
      const key = code.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
      for (const sentence of ['title', 'remedy']) {
        const text = t(`problems.${key}.${sentence}`, problem.params)
        if (/[{}]/.test(text)) faults.push(text)
      }
    }
    expect(faults).toEqual([])
  })
})
