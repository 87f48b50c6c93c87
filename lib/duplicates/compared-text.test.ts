import { expect, test } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import { comparedText } from './compared-text'

const compared = (line: object) => comparedText(conversationOf(JSON.stringify(line)))
const call = (args: string) => ({ id: 'c', type: 'function', function: { name: 'find', arguments: args } })

test('what user and assistant say, and what tools are called with', () => {
  expect(
    compared({
      messages: [
        { role: 'system', content: 'You help.' },
        { role: 'developer', content: 'Briefly.' },
        { role: 'user', content: [{ type: 'text', text: 'Where  is\n\nit?' }] },
        { role: 'assistant', content: null, tool_calls: [call('{"id": 7}')] },
        { role: 'tool', tool_call_id: 'c', content: 'in Busan' },
        { role: 'assistant', content: 'In ＢＵＳＡＮ.', weight: 0 },
        { role: 'assistant', function_call: { name: 'f', arguments: '{"x":1}' } },
        { role: 'assistant', refusal: 'I can’t.' },
      ],
      tools: [{ type: 'function', function: { name: 'find' } }],
    }),
  ).toBe('where is it? {"id": 7} in busan. {"x":1} i can’t.')
})

test('both answers of a preference example', () => {
  expect(
    compared({
      input: { messages: [{ role: 'user', content: 'Q' }] },
      preferred_output: [{ role: 'assistant', content: 'Good' }],
      non_preferred_output: [{ role: 'assistant', content: 'Bad' }],
    }),
  ).toBe('q good bad')
})

test('composed and decomposed Hangul are one', () => {
  const text = '환불'
  expect(compared({ messages: [{ role: 'user', content: text.normalize('NFD') }] })).toBe(text)
})
