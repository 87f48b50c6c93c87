import { type Piece, type RawTerm, scanTerms } from './scan'
import { readValue } from './values'
import {
  type Key,
  keyNames,
  keys,
  maxQueryLength,
  type Parsed,
  type Query,
  type QueryError,
  type Span,
  type Term,
  type ValueOf,
} from './words'

const isKey = (name: string): name is Key => Object.hasOwn(keys, name)

/** Reads a query. Nothing is dropped: what can't be understood is an error with its place, and there is no query. */
export function parseQuery(text: string): Parsed {
  if (text.length > maxQueryLength) {
    const params = { most: String(maxQueryLength) }
    return { ok: false, errors: [{ code: 'tooLong', start: maxQueryLength, end: text.length, params }] }
  }
  const { terms: rawTerms, errors } = scanTerms(text)
  const query: Query = []
  const spans: Span[][] = []
  for (const raw of rawTerms) {
    const term = readTerm(raw, errors)
    if (!term) continue
    if (term.key === 'in') errors.push(...inErrors(raw, query))
    query.push(term)
    spans.push(raw.pieces.map(({ start, end }) => ({ start, end })))
  }
  if (errors.length > 0) return { ok: false, errors: errors.sort((a, b) => a.start - b.start) }
  return { ok: true, query, spans }
}

function readTerm({ negated, key: rawKey, pieces }: RawTerm, errors: QueryError[]): Term | null {
  const bare = pieces[0]!
  const isNumber = !rawKey && !bare.quoted && /^#\d{1,15}$/.test(bare.text)
  const name = rawKey?.name ?? (isNumber ? 'number' : 'text')
  if (!isKey(name)) {
    const { start, end } = rawKey ?? bare
    errors.push({ code: 'unknownKey', start, end, params: { key: name, expected: keyNames.join(', ') } })
    return null
  }
  const values: ValueOf<Key>[] = []
  for (const piece of pieces) {
    const read = readValue(name, isNumber ? { ...piece, text: piece.text.slice(1) } : piece)
    if ('value' in read) values.push(read.value)
    else errors.push(valueError(read.code, name, piece, rawKey))
  }
  return values.length === pieces.length ? ({ key: name, negated, values } as Term) : null
}

function valueError(code: QueryError['code'], key: Key, piece: Piece, rawKey: Span | null): QueryError {
  const words = [...keys[key].words, ...(keys[key].kind === 'copy' ? ['12'] : [])]
  const params = { key, value: piece.text, expected: words.join(', ') }
  // a value that isn't there has no place of its own: point at what should have one
  const start = code === 'missingValue' && rawKey && piece.start === piece.end ? rawKey.start : piece.start
  return { code, start, end: piece.end, params }
}

function inErrors({ start, end, negated, pieces }: RawTerm, earlier: Query): QueryError[] {
  const params = { key: 'in' }
  if (negated) return [{ code: 'notNegatable', start, end, params }]
  const again = pieces.length > 1 || earlier.some(({ key }) => key === 'in')
  return again ? [{ code: 'onlyOnce', start, end, params }] : []
}
