import { maxLineBytes } from '@/lib/conversations/schema'

/**
 * One line that isn't blank, counted from 1 over all lines. Of a line over 32 MB only the first 32 MB and a byte
 * are kept: enough for `readLine` to refuse it.
 */
export type RawLine = { line: number; bytes: Uint8Array }

const LF = 10
const kept = maxLineBytes + 1

/** Cuts a stream of bytes into lines (LF or CRLF), in memory bounded by the longest line; blank lines are passed over. */
export class LineSplitter {
  private pieces: Uint8Array[] = []
  private length = 0
  private line = 0

  private keep(part: Uint8Array): void {
    const room = kept - this.length
    if (room <= 0 || part.length === 0) return
    const piece = part.length > room ? part.subarray(0, room) : part
    this.pieces.push(piece)
    this.length += piece.length
  }

  *push(chunk: Uint8Array): Generator<RawLine> {
    let start = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.keep(chunk.subarray(start, end))
      yield* this.finish()
      start = end + 1
    }
    // a copy: the stream may fill the same memory again
    if (start < chunk.length) this.keep(Uint8Array.prototype.slice.call(chunk, start))
  }

  /** The last line, where the file doesn't end with one. */
  *end(): Generator<RawLine> {
    if (this.length > 0) yield* this.finish()
  }

  private *finish(): Generator<RawLine> {
    this.line += 1
    const bytes = this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces)
    this.pieces = []
    this.length = 0
    if (!isBlank(bytes, this.line === 1)) yield { line: this.line, bytes }
  }
}

function isBlank(bytes: Uint8Array, mayHoldBom: boolean): boolean {
  const start = mayHoldBom && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  for (let i = start; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte !== 32 && byte !== 9 && byte !== 13) return false
  }
  return true
}
