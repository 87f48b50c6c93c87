import { describe, expect, it } from 'vitest'
import { figureKeys, figuresOf, isReckoned } from './figures'
import { englishNumber, koreanNumber } from './number-words'

describe('two spellings of one figure share a key', () => {
  it.each([
    ['1,000', '1000'],
    ['$1,200.50', '1200.5'],
    ['thirty days', '30 days'],
    ['a two-year guarantee', '2 years'],
    ['twenty-five', '25'],
    ['2만 5천 원', '25,000원'],
    ['120만 원', '1,200,000원'],
    ['1천5백만 원', '15,000,000'],
    ['삼십 일 안에', '30일'],
    ['두 개', '2개'],
    ['마흔두 명', '42명'],
    ['스무 살', '20살'],
    ['one in five', '1 out of 5'],
    ['다섯 명 중 한 명', '5명 가운데 1명'],
    ['6 May 2024', '2024-05-06'],
    ['May 6th', '5월 6일'],
    ['2:15 pm', '14:15'],
    ['오후 2시 15분', '2:15'],
    ['TR-7719', 'tr7719'],
    ['0800 555 0199', '0800-555-0199'],
  ])('%s and %s', (a, b) => {
    const keys = figureKeys(b)
    const figures = figuresOf(a)
    expect(figures).toHaveLength(1)
    expect(keys).toContain(figures[0]!.keys[0])
  })
})

it('each figure is told once, with its unit', () => {
  expect(
    figuresOf('On 3 May at 9:30 we send 2 boxes for $12.50, call 010-1234-5678 about TV-49120.').map(
      ({ kind, unit }) => [kind, unit],
    ),
  ).toEqual([
    ['date', ''],
    ['clock', ''],
    ['number', ''],
    ['number', 'money'],
    ['phone', ''],
    ['code', ''],
  ])
})

it.each([
  [600, [1200, 0.5], true],
  [5.5, [2.5, 3], true],
  [36, [1990, 2026], true],
  [41, [20, 22], false],
])('%d comes out of %j: %s', (value, known, is) => expect(isReckoned(value, known)).toBe(is))

it.each([
  ['thirty-five', 35],
  ['two hundred', 200],
  ['five apples', 5],
  ['apples', null],
])('%s is %s', (text, value) => expect(englishNumber(text)).toBe(value))

it.each([
  ['3억 2천만', 320_000_000],
  ['만', 10_000],
  ['십오', 15],
  ['열', 10],
])('%s is %s', (text, value) => expect(koreanNumber(text)).toBe(value))

it.each([
  '책을 사주세요',
  '자전거를 사주기보다는',
  '이 주소로 오세요',
  '이 일은 쉬워요',
  '이 원리를 보세요',
  '이 주말에',
])('“%s” holds no figure', (text) => expect(figuresOf(text)).toEqual([]))
