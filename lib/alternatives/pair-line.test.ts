import { describe, expect, test } from 'vitest'
import { readLine } from '@/lib/conversations/parse'
import { pairsOfReturned } from './candidates'
import { pairLine, pairText } from './pair-line'

describe('the line of a pair', () => {
  test('holds what stands before the turn with its bytes, the tools, and both answers without weights', () => {
    const line =
      '{"id": 7, "messages": [ {"role":"system","content":"S\\u00e9"}, {"role":"user","content":"Q"}, {"role":"assistant","content":"A","weight":0}, {"role":"user","content":"R"}, {"role":"assistant", "weight":1, "content":"Yes"}, {"role":"user","content":"later"} ], "tools": [{"type":"function","function":{"name":"f","parameters":{"minimum":1.0}}}], "parallel_tool_calls": false, "note": "x"}'
    const pair = pairLine(line, 4, 'No "way"')
    expect(pair).toBe(
      '{"input":{"messages":[{"role":"system","content":"S\\u00e9"},{"role":"user","content":"Q"},{"role":"assistant","content":"A"},{"role":"user","content":"R"}],"tools":[{"type":"function","function":{"name":"f","parameters":{"minimum":1.0}}}],"parallel_tool_calls":false},"preferred_output":[{"role":"assistant", "content":"Yes"}],"non_preferred_output":[{"role":"assistant","content":"No \\"way\\""}]}',
    )
    expect(readLine(pair)).toMatchObject({ ok: true, kind: 'preference' })
  })

  test.each([
    [{ role: 'assistant', content: 'Yes' }, 'Yes'],
    [{ role: 'assistant', content: [{ type: 'text', text: 'Yes' }], tool_calls: null }, 'Yes'],
    [{ role: 'assistant', content: '' }, null],
    [{ role: 'assistant', content: null, tool_calls: [] }, null],
    [{ role: 'assistant', content: 'Yes', tool_calls: [{ id: 'c' }] }, null],
    [{ role: 'assistant', content: [{ type: 'image_url' }] }, null],
    [{ role: 'user', content: 'Yes' }, null],
  ])('a side of it is all text: %j', (message, text) => {
    expect(pairText(message as never)).toBe(text)
  })
})

describe('what was returned', () => {
  const at = (...answers: [content: string, weight?: 0][]) => ({
    text: JSON.stringify({
      messages: answers.flatMap(([content, weight]) => [
        { role: 'user', content: 'Q' },
        { role: 'assistant', content, ...(weight === undefined ? {} : { weight }) },
      ]),
    }),
    messageIds: answers.flatMap((_, i) => [`u${i}`, `a${i}`]),
  })

  test('makes a pair of each learnt answer that says something else now', () => {
    const then = at(['One'], ['Two'], ['Three'])
    const now = at(['One'], ['Two, better'], ['Three, better', 0])
    expect(pairsOfReturned(now, then)).toEqual([
      { of: 'returned', messageId: 'a1', index: 3, rejected: 'Two' },
    ])
    expect(pairsOfReturned(at(['New'], ['Two'], ['Three'], ['Four']), then)).toHaveLength(1)
  })
})
