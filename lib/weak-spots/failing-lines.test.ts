import { expect, test } from 'vitest'
import { failingLines } from './failing-lines'

test('lines keep the places that they have in the file', () => {
  expect(failingLines('\uFEFF{"a":1}\r\n\r\n  \nnot json\n')).toEqual([
    { line: 1, text: '{"a":1}' },
    { line: 4, text: 'not json' },
  ])
  expect(failingLines(' \n')).toEqual([])
})

test('a JSON list is its values, on however many lines it stands', () => {
  expect(failingLines('[\n  { "a": 1 },\n  { "b": "x" }\n]\n')).toEqual([
    { line: 1, text: '{"a":1}' },
    { line: 2, text: '{"b":"x"}' },
  ])
  expect(failingLines('[1, 2\n3')).toEqual([
    { line: 1, text: '[1, 2' },
    { line: 2, text: '3' },
  ])
})
