import { describe, expect, test } from 'vitest'
import { preferenceLine } from '@/lib/testing/preference-lines'
import { instruct, instructorOf } from './instruct'
import type { NamedGroup } from './reader'

const user = '{"role": "user", "content": "Hi \\u00e9"}'
const answer = '{"role": "assistant", "content": "Hello", "weight": 1.0}'
const system = '{"role": "system", "content": "Old"}'
const line = (...messages: string[]) => `{"messages": [${messages.join(', ')}], "tools": [ ]}`
const one = { system: 'Be brief.', beforeUser: null }

describe('instructions', () => {
  test('are put in, put in place of others, or taken out, and no other byte changes', () => {
    const wanted = line('{"role": "system", "content": "Be brief."}', user, answer)
    expect(instruct(line(system, user, answer), one)).toBe(wanted)
    expect(instruct(line(user, answer), one)).toBe(wanted)
    expect(instruct(line(user, '{"role": "developer", "content": "Late"}', answer), one)).toBe(wanted)
    expect(instruct(wanted, one)).toBe(wanted)
    expect(instruct(line(system, user, answer), { system: null, beforeUser: null })).toBe(line(user, answer))
    expect(instruct(line(user, answer), { system: null, beforeUser: null })).toBe(line(user, answer))
  })

  test('stand before each user turn, in text and in parts', () => {
    const parts = '{"role":"user","content":[{"type":"text","text":"Look"}]}'
    expect(
      JSON.parse(
        instruct(line(system, user, answer, parts, answer), { system: null, beforeUser: 'Be brief.' }),
      ),
    ).toEqual({
      messages: [
        { role: 'user', content: 'Be brief.\n\nHi é' },
        { role: 'assistant', content: 'Hello', weight: 1 },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Be brief.' },
            { type: 'text', text: 'Look' },
          ],
        },
        { role: 'assistant', content: 'Hello', weight: 1 },
      ],
      tools: [],
    })
  })

  test('of a preference pair stand in its prompt', () => {
    const changed = JSON.parse(instruct(preferenceLine('Q', 'Good', 'Bad'), one))
    expect(changed.input.messages[0]).toEqual({ role: 'system', content: 'Be brief.' })
    expect(changed.preferred_output[0].content).toBe('Good')
  })

  test('follow the tag of a group', () => {
    const groups: NamedGroup[] = [
      {
        id: 'g',
        name: 'outcome',
        kind: 'exclusive',
        tags: [
          { id: 'a', name: 'answer', color: 'blue' },
          { id: 'r', name: 'refusal', color: 'red' },
        ],
      },
    ]
    const policy = { policy: 'per-tag', group: 'outcome', other: null } as const
    const of = instructorOf({ ...policy, texts: [{ tag: 'refusal', text: 'Say no kindly.' }] }, groups)
    expect(of(['x', 'r'])).toEqual({ system: 'Say no kindly.', beforeUser: null })
    expect(of(['a'])).toEqual({ system: null, beforeUser: null })
    expect(() => instructorOf({ ...policy, texts: [{ tag: 'none', text: 'x' }] }, groups)).toThrow(
      'noSuchTag',
    )
    expect(() => instructorOf({ ...policy, group: 'none', texts: [] }, groups)).toThrow('noSuchTagGroup')
    expect(instructorOf({ policy: 'as-stored' }, groups)([])).toBeNull()
  })
})
