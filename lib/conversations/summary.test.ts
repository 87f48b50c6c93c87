import { expect, test } from 'vitest'
import { longestTokens, viewOf } from './kind'
import { findProblems } from './problems'
import type { Conversation, Message } from './schema'
import { summarise, textOf } from './summary'
import { isTrained } from './weights'

function summary(messages: Message[], tokens: number[]) {
  const conversation: Conversation = { messages }
  return summarise(conversation, tokens, findProblems(conversation))
}

test('of a preference example learns the preferred answer and avoids the other', () => {
  const conversation = viewOf({
    input: {
      messages: [{ role: 'user', content: 'Why?' }, { role: 'assistant', content: 'Hm' }, { role: 'user' }],
    },
    preferred_output: [{ role: 'assistant', content: 'Because.', weight: 0 }],
    non_preferred_output: [{ role: 'assistant', content: 'No.' }],
  })
  expect(summarise(conversation, [1, 2, 3, 4, 5], [])).toMatchObject({
    strip: [
      ['u', 1, -1],
      ['a', 2, -1],
      ['u', 3, -1],
      ['a', 4, 1],
      ['a', 5, -2],
    ],
    turns: 5,
    assistantTurns: 1,
    trainedTurns: 1,
    tokens: 15,
    trainedTokens: 4,
    preview: 'Why?',
  })
  expect(longestTokens(conversation, [1, 2, 3, 4, 5])).toBe(11)
})

test('counts turns and tokens, trained and not', () => {
  const messages: Message[] = [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: '  환불\n\n되나요? ' },
    { role: 'assistant', content: 'Wait.', weight: 0 },
    { role: 'tool', content: 'x' },
    { role: 'assistant', content: 'Yes.' },
    { role: 'user', content: 'Thanks', weight: 1 },
    { role: 'user', content: 'Bye', weight: 1 },
  ]
  expect(summary(messages, [3, 4, 2, 1, 5, 1, 1])).toEqual({
    preview: '환불 되나요?',
    strip: [
      ['s', 3, -1],
      ['u', 4, -1],
      ['a', 2, 0],
      ['t', 1, -1],
      ['a', 5, 1],
      ['u', 1, -1],
      ['u', 1, -1],
    ],
    turns: 7,
    assistantTurns: 2,
    trainedTurns: 1,
    tokens: 17,
    trainedTokens: 5,
    roles: 'astu',
    problems: ['tool-call-id-missing', 'weight-not-assistant', 'last-not-assistant'],
    errors: 4,
  })
})

test.each<[string, Message[], string]>([
  [
    'the first user text that is not blank',
    [
      { role: 'user', content: ' \n' },
      { role: 'user', content: 'a' },
    ],
    'a',
  ],
  [
    'else the first text',
    [
      { role: 'assistant', content: null },
      { role: 'system', content: 'b' },
    ],
    'b',
  ],
  ['else nothing', [{ role: 'assistant', content: null }], ''],
  ['parts', [{ role: 'user', content: [{ type: 'image_url' }, { type: 'text', text: 'c' }] }], 'c'],
  ['escapes for what no database keeps', [{ role: 'user', content: 'a\0b\ud83d' }], 'a\\u0000b\\ud83d'],
  ['200 units and an ellipsis', [{ role: 'user', content: 'x'.repeat(300) }], `${'x'.repeat(200)}…`],
  ['no half character', [{ role: 'user', content: `${'x'.repeat(199)}😀` }], `${'x'.repeat(199)}…`],
  ['no half character where blanks go', [{ role: 'user', content: `a${' '.repeat(798)}😀` }], 'a'],
])('the preview is %s', (_, messages, expected) => {
  expect(summary(messages, []).preview).toBe(expected)
})

test.each<[string, Message]>([
  ['a', { role: 'user', content: 'a' }],
  [
    'a\nNo.',
    { role: 'assistant', content: [{ type: 'text', text: 'a' }, 7, { type: 'refusal', refusal: 'No.' }] },
  ],
  ['No.', { role: 'assistant', content: null, refusal: 'No.' }],
  ['', { role: 'assistant', tool_calls: [] }],
])('textOf is %j', (expected, message) => {
  expect(textOf(message)).toBe(expected)
})

test.each<[boolean, Message]>([
  [true, { role: 'assistant' }],
  [true, { role: 'assistant', weight: 1 }],
  [true, { role: 'assistant', weight: true }],
  [true, { role: 'assistant', weight: null }],
  [true, { role: 'assistant', weight: '' }],
  [false, { role: 'assistant', weight: 0 }],
  [false, { role: 'assistant', weight: -0 }],
  [false, { role: 'assistant', weight: false }],
  [false, { role: 'assistant', weight: '0.0' }],
  [false, { role: 'user', weight: 1 }],
])('isTrained is %s of %o', (expected, message) => {
  expect(isTrained(message)).toBe(expected)
})
