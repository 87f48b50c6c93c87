import { pairsOfNeedle } from './pairs'
import type { Piece } from './scan'
import {
  type Age,
  type CompareSign,
  type Key,
  keys,
  type NumberTest,
  type QueryError,
  type TimeTest,
  type ValueOf,
} from './words'

type Read<T> = { value: T } | { code: QueryError['code'] }

const numberShape = /^(>=|<=|>|<|=)?(\d{1,15})$/
const numberRangeShape = /^(\d{1,15})?\.\.(\d{1,15})?$/
const day = '[12]\\d{3}-\\d{2}-\\d{2}'
const dayShape = new RegExp(`^(>=|<=|>|<|=)?(${day})$`)
const dayRangeShape = new RegExp(`^(${day})?\\.\\.(${day})?$`)
const ageShape = /^([<>])(\d{1,5})(min|h|d|w)$/

function readNumber(text: string): Read<NumberTest> {
  const one = numberShape.exec(text)
  if (one) return { value: { sign: (one[1] ?? '=') as CompareSign, value: Number(one[2]) } }
  const range = numberRangeShape.exec(text)
  const [from, to] = [range?.[1], range?.[2]]
  if (from && to) {
    return Number(from) <= Number(to)
      ? { value: { sign: '..', from: Number(from), to: Number(to) } }
      : { code: 'rangeReversed' }
  }
  if (from) return { value: { sign: '>=', value: Number(from) } }
  if (to) return { value: { sign: '<=', value: Number(to) } }
  return { code: 'notANumber' }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function readTime(text: string): Read<TimeTest> {
  const age = ageShape.exec(text)
  if (age) {
    return {
      value: { sign: age[1] as '<' | '>', age: { count: Number(age[2]), unit: age[3] as Age['unit'] } },
    }
  }
  const one = dayShape.exec(text)
  const range = dayRangeShape.exec(text)
  const [from, to] = one ? [one[2], undefined] : [range?.[1], range?.[2]]
  if ((!from && !to) || (from && !isDay(from)) || (to && !isDay(to))) return { code: 'notATime' }
  if (one) return { value: { sign: (one[1] ?? '=') as CompareSign, day: one[2]! } }
  if (from && to) return from <= to ? { value: { sign: '..', from, to } } : { code: 'rangeReversed' }
  return { value: from ? { sign: '>=', day: from } : { sign: '<=', day: to! } }
}

function readCopy(piece: Piece): Read<ValueOf<'copy'>> {
  if (piece.text === 'any' || piece.text === 'none') return { value: piece.text }
  const number = /^#?(\d{1,15})$/.exec(piece.text)
  return number ? { value: Number(number[1]) } : { code: 'unknownValue' }
}

/** What one value of a key means, or the code of what is wrong with it. */
export function readValue(key: Key, piece: Piece): Read<ValueOf<Key>> {
  const { kind, words } = keys[key]
  if (kind === 'text') {
    return pairsOfNeedle(piece.text) ? { value: piece.text } : { code: 'tooShort' }
  }
  if (piece.text.trim() === '') return { code: 'missingValue' }
  if (kind === 'number') return readNumber(piece.text)
  if (kind === 'time') return readTime(piece.text)
  if (kind === 'copy') return readCopy(piece)
  if (kind === 'name') {
    const isWord = !piece.quoted && words.includes(piece.text)
    return { value: (isWord ? { word: piece.text } : { name: piece.text }) as ValueOf<Key> }
  }
  const word = piece.text.toLowerCase()
  return words.includes(word) ? { value: word as ValueOf<Key> } : { code: 'unknownValue' }
}
