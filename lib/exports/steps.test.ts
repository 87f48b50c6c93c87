import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import { findProblems } from '@/lib/conversations/problems'
import { wildLine, writeWildly } from '@/lib/testing/arbitrary-conversations'
import { type RecipeStep, recipeSteps } from './schema'
import { stepFor } from './step-for'
import { applySteps, takeSteps } from './steps'

const omit = 'leave-out-unknown-keys'
const integers = 'write-weights-as-integers'
const codesOf = (text: string) => findProblems(conversationOf(text), text).map(({ code }) => code as string)

describe('leaving out unknown keys', () => {
  test('takes nothing else with it', () => {
    const line =
      '{ "id" : 7, "messages": [ {"role":"user", "content":"\\u00e9", "ts":1.50} ,{"role":"assistant","content":"b","weight":1.0 } ], "tools":[ ] , "x":{"messages":[]}}'
    expect(takeSteps(line, [omit])).toBe(
      '{ "messages": [ {"role":"user", "content":"\\u00e9"} ,{"role":"assistant","content":"b","weight":1.0 } ], "tools":[ ]}',
    )
  })

  test('keeps a weight out of place: that is for a person to decide', () => {
    const line = '{"messages":[{"role":"user","content":"a","weight":0},{"role":"assistant","content":"b"}]}'
    expect(takeSteps(line, [omit])).toBe(line)
  })
})

describe('writing weights as integers', () => {
  test.each([
    ['1.0', '1'],
    ['0.0', '0'],
    ['1e0', '1'],
    ['-0', '0'],
    ['true', '1'],
    ['"0"', '0'],
    ['0.5', '0.5'],
    ['null', 'null'],
    ['2', '2'],
  ])('%s becomes %s', (from, to) => {
    const line = (weight: string) =>
      `{"messages":[{"role":"user","content":"1.0"},{"role":"assistant", "weight" : ${weight} ,"content":"b"}]}`
    expect(takeSteps(line(from), [integers])).toBe(line(to))
  })
})

describe('the other steps', () => {
  const at = (step: RecipeStep, line: string) => takeSteps(line, [step])
  test('a developer is written as system, and nothing else changes', () => {
    const line =
      '{"messages":[ {"role" : "developer", "content":"\\u00e9"},{"role":"assistant","content":"developer"}]}'
    expect(at('developer-to-system', line)).toBe(line.replace(' "developer"', ' "system"'))
  })

  test('arguments that are JSON inside JSON are unwrapped', () => {
    const line = (args: string) =>
      `{"messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f", "arguments": ${args}}}]}]}`
    const inner = '{"city": "Seoul", "n": 12345678901234567890}'
    const twice = JSON.stringify(JSON.stringify(inner))
    expect(at('unwrap-arguments', line(twice))).toBe(line(JSON.stringify(inner)))
    expect(at('unwrap-arguments', line(JSON.stringify(inner)))).toBe(line(JSON.stringify(inner)))
  })

  test('turns behind the last answer are dropped; where there is no answer, none', () => {
    const answer = '{"role":"assistant","content":"a"}'
    const asked = '{"role":"user","content":"u"}'
    expect(
      at('drop-trailing-turns', `{"messages":[${asked}, ${answer}, ${asked} ,${asked}],"tools":[]}`),
    ).toBe(`{"messages":[${asked}, ${answer}],"tools":[]}`)
    expect(at('drop-trailing-turns', `{"messages":[${asked}]}`)).toBe(`{"messages":[${asked}]}`)
  })
})

test('a step mends every breach it is offered for, in any line', () => {
  fc.assert(
    fc.property(wildLine, fc.integer(), fc.constantFrom(...recipeSteps), (value, seed, step) => {
      const text = writeWildly(value, seed)
      const after = codesOf(takeSteps(text, [step])).filter((code) => stepFor(code) === step)
      // a weight such as {} or null has no integer that it means
      expect(after.filter((code) => code !== 'weight-type')).toEqual([])
    }),
  )
})

test('a line that needs none of the steps leaves as the same bytes', () => {
  const text = Buffer.from('{"messages":[]}')
  expect(applySteps(text, 'empty-content weight-spelling', [omit])).toBe(text)
  expect(applySteps(text, '', [...recipeSteps])).toBe(text)
})
