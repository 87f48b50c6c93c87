import type { Piece } from './schema'

/** So many characters that are not shown. */
export type Gap = { mark: 'gap'; count: number }

const mostShown = 4_000
const around = 300

/**
 * A marked text as far as a person reads it and a browser draws it: of what stayed the same in a long text only what
 * stands beside a change, of what is very long its two ends.
 */
export function shortened(pieces: readonly Piece[]): (Piece | Gap)[] {
  const last = pieces.length - 1
  return pieces.flatMap((piece, i): (Piece | Gap)[] => {
    const isBetween = piece.mark === 'same' && last > 0
    if (piece.text.length <= mostShown) return [piece]
    const head = !isBetween ? mostShown / 2 : i === 0 ? 0 : around
    const tail = !isBetween ? mostShown / 2 : i === last ? 0 : around
    const { text, mark } = piece
    return [
      ...(head > 0 ? [{ text: text.slice(0, head), mark }] : []),
      { mark: 'gap', count: text.length - head - tail },
      ...(tail > 0 ? [{ text: text.slice(text.length - tail), mark }] : []),
    ]
  })
}
