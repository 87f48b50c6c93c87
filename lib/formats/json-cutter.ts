import { maxLineBytes } from '@/lib/conversations/schema'
import type { RawLine } from './lines'

const kept = maxLineBytes + 1
const [LF, QUOTE, COMMA, BACKSLASH] = [10, 34, 44, 92]
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [91, 93, 123, 125]

/**
 * Cuts the elements of a JSON list, or the values of a file of whole objects, out of a stream of bytes: each with its
 * exact bytes and the line it begins on. A BOM is gone by then. Memory is bounded by the longest; of one over 32 MB only as much is kept as
 * `readLine` needs to refuse it. What is no JSON is cut all the same: it is for the reader to refuse. What it `enters` is no
 * value itself: lists; or the lists that an object holds, where texts and numbers, beside or in them, are no elements; or
 * nothing.
 */
export class JsonCutter {
  private pieces: Uint8Array[] = []
  private length = 0
  private line = 1
  private startLine = 0
  private nesting = 0
  private inside = false
  private inList = false
  private inString = false
  private escaped = false
  /** Levels open around the lists of an object. */
  private around = 0

  private readonly inObject: boolean

  constructor(private readonly enters: 'lists' | 'lists of an object' | 'nothing' = 'lists') {
    this.inObject = enters === 'lists of an object'
  }

  private keep(part: Uint8Array): void {
    const room = kept - this.length
    if (room <= 0 || part.length === 0) return
    const piece = part.length > room ? part.subarray(0, room) : part
    this.pieces.push(piece)
    this.length += piece.length
  }

  *push(chunk: Uint8Array): Generator<RawLine> {
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      if (this.inString) {
        at = this.skipString(chunk, at)
        continue
      }
      const byte = chunk[at]!
      if (byte === LF) this.line += 1
      if (this.inObject && !this.inList) {
        this.passAround(byte)
        continue
      }
      const opensList = byte === OPEN_LIST && !this.inside && !this.inList && this.enters !== 'nothing'
      const parts = this.nesting === 0 && (byte === COMMA || (byte === CLOSE_LIST && this.inList))
      if (opensList || parts) {
        if (this.inside) yield* this.finishElement(chunk.subarray(start, at))
        if (byte !== COMMA) this.inList = opensList
        continue
      }
      if (!this.inside) {
        if (isBlank(byte)) continue
        this.inside = true
        this.startLine = this.line
        start = at
      }
      if (byte === QUOTE) this.inString = true
      else if (byte === OPEN || byte === OPEN_LIST) this.nesting += 1
      else if ((byte === CLOSE || byte === CLOSE_LIST) && this.nesting > 0) {
        this.nesting -= 1
        if (this.nesting === 0 && !this.inList) yield this.finish(chunk.subarray(start, at + 1))
      }
    }
    // a copy: the stream may fill the same memory again
    if (this.inside) this.keep(Uint8Array.prototype.slice.call(chunk, start))
  }

  /** The last value, where it or the list around it isn't closed. */
  *end(): Generator<RawLine> {
    if (this.inside) yield this.finish(new Uint8Array())
  }

  /** Between the lists of an object: those on its first level are entered. */
  private passAround(byte: number): void {
    if (byte === QUOTE) this.inString = true
    else if (byte === OPEN_LIST && this.around === 1) this.inList = true
    else if (byte === OPEN || byte === OPEN_LIST) this.around += 1
    else if ((byte === CLOSE || byte === CLOSE_LIST) && this.around > 0) this.around -= 1
  }

  /** From inside a string to its closing quote, or to the end of the chunk: most bytes of a file are passed here. */
  private skipString(chunk: Uint8Array, from: number): number {
    let at = from
    if (this.escaped) at += 1
    this.escaped = false
    for (; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (byte === BACKSLASH) at += 1
      else if (byte === LF) this.line += 1
      else if (byte === QUOTE) {
        this.inString = false
        return at
      }
    }
    this.escaped = at > chunk.length
    return chunk.length
  }

  private *finishElement(last: Uint8Array): Generator<RawLine> {
    const element = this.finish(last)
    const [first] = element.bytes
    if (!this.inObject || first === OPEN || first === OPEN_LIST) yield element
  }

  private finish(last: Uint8Array): RawLine {
    this.keep(last)
    const bytes = this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces)
    const { startLine: line } = this
    this.pieces = []
    this.length = 0
    this.nesting = 0
    this.inside = false
    return { line, bytes }
  }
}

const isBlank = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13)
