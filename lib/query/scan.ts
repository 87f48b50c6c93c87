import type { QueryError, Span } from './words'

/** One value as written; `quoted` ones are never words of the language. */
export type Piece = Span & { text: string; quoted: boolean }
/** A term before its meaning is known; `key` null = bare text. */
export type RawTerm = Span & { negated: boolean; key: (Span & { name: string }) | null; pieces: Piece[] }

const keyShape = /[A-Za-z][A-Za-z_-]*:/y
const quotedShape = /"((?:[^"\\]|\\[\s\S])*)"/y
const listShape = /[^\s,"]*/y
const wordShape = /[^\s"]*/y
const restShape = /\S*/y

/** Splits a query into terms and their values, by blanks, quotes, commas and the first colon. */
export function scanTerms(text: string): { terms: RawTerm[]; errors: QueryError[] } {
  const terms: RawTerm[] = []
  const errors: QueryError[] = []
  let at = 0

  const take = (shape: RegExp): RegExpExecArray | null => {
    shape.lastIndex = at
    const found = shape.exec(text)
    if (found) at = shape.lastIndex
    return found
  }
  const fail = (code: QueryError['code'], start: number, end: number) => {
    errors.push({ code, start, end, params: {} })
    return null
  }
  /** Reads up to a blank (and, in a list, a comma); null after an error, with the rest of the word skipped. */
  const takePiece = (bare: RegExp, ends: RegExp): Piece | null => {
    const start = at
    const quoted = take(quotedShape)
    if (!quoted && text[at] === '"') {
      at = text.length
      return fail('openQuote', start, at)
    }
    const found = quoted ? quoted[1]!.replace(/\\(["\\])/g, '$1') : take(bare)![0]
    if (at < text.length && !ends.test(text[at]!)) {
      take(restShape)
      return fail('quoteInWord', start, at)
    }
    return { text: found, quoted: quoted !== null, start, end: at }
  }

  while (true) {
    take(/\s*/y)
    if (at >= text.length) return { terms, errors }
    const start = at
    const negated = text[at] === '-' && /\S/.test(text[at + 1] ?? ' ')
    if (negated) at++
    const keyStart = at
    const key = take(keyShape)
    const pieces: (Piece | null)[] = []
    if (key) {
      do {
        if (pieces.length > 0) at++
        pieces.push(takePiece(listShape, /[\s,]/))
      } while (text[at] === ',')
    } else pieces.push(takePiece(wordShape, /\s/))
    if (pieces.includes(null)) continue
    terms.push({
      start,
      end: at,
      negated,
      key: key && {
        name: key[0].slice(0, -1).toLowerCase(),
        start: keyStart,
        end: keyStart + key[0].length - 1,
      },
      pieces: pieces as Piece[],
    })
  }
}

/** Whether a text, put unquoted where a bare term may stand, would be read as that very text. */
export function readsAsBareText(text: string): boolean {
  return !/^[-"]|^[A-Za-z][A-Za-z_-]*:|^#\d+$|[\s"]|^$/.test(text)
}

/** Whether a value can stand unquoted after `key:` or a comma. */
export function readsAsBareValue(text: string): boolean {
  return !/[\s,"]|^$/.test(text)
}
