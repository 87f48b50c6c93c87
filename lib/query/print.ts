import { readsAsBareText, readsAsBareValue } from './scan'
import { type Key, keys, type NumberTest, type Query, type Term, type TimeTest, type ValueOf } from './words'

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`

function printNumber(test: NumberTest): string {
  if (test.sign === '..') return `${test.from}..${test.to}`
  return `${test.sign === '=' ? '' : test.sign}${test.value}`
}

function printTime(test: TimeTest): string {
  if (test.sign === '..') return `${test.from}..${test.to}`
  if ('age' in test) return `${test.sign}${test.age.count}${test.age.unit}`
  return `${test.sign === '=' ? '' : test.sign}${test.day}`
}

/** One value as it stands after its key, with quotes where it would otherwise be read as something else. */
export function printValue(key: Key, value: ValueOf<Key>): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return readsAsBareValue(value) ? value : quote(value)
  if ('sign' in value)
    return keys[key].kind === 'time' ? printTime(value as TimeTest) : printNumber(value as NumberTest)
  if (value.word !== undefined) return value.word
  const isWord = keys[key].words.includes(value.name)
  return isWord || !readsAsBareValue(value.name) ? quote(value.name) : value.name
}

/** One term in its shortest spelling. */
export function printTerm({ key, negated, values }: Term): string {
  const sign = negated ? '-' : ''
  if (key === 'text' && values.length === 1) {
    return sign + (readsAsBareText(values[0]!) ? values[0] : quote(values[0]!))
  }
  return `${sign}${key}:${values.map((value) => printValue(key, value)).join(',')}`
}

/** The text that `parseQuery` reads back as this very query. */
export function printQuery(query: Query): string {
  return query.map(printTerm).join(' ')
}
