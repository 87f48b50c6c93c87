import { diffWordsWithSpace } from 'diff'
import type { Piece } from './schema'
import { textEdit } from './text-edit'

// comparing very long texts word by word takes seconds
const wholeTextFrom = 40_000

/** Two texts word by word; very long ones as what stands between their common beginning and end. */
export function diffWords(before: string, after: string): Piece[] {
  if (before === after) return before === '' ? [] : [{ text: after, mark: 'same' }]
  const pieces: Piece[] =
    before.length + after.length > wholeTextFrom
      ? diffWhole(before, after)
      : diffWordsWithSpace(before, after).map((part) => ({
          text: part.value,
          mark: part.added ? 'added' : part.removed ? 'removed' : 'same',
        }))
  return gathered(pieces)
}

function diffWhole(before: string, after: string): Piece[] {
  const { at, remove, insert } = textEdit(before, after)
  return [
    { text: before.slice(0, at), mark: 'same' },
    { text: remove, mark: 'removed' },
    { text: insert, mark: 'added' },
    { text: before.slice(at + remove.length), mark: 'same' },
  ]
}

/** Words changed one after another are one change: the blank between two of them is no reason to tell them apart. */
function gathered(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  let [removed, added] = ['', '']
  const flush = () => {
    if (removed) result.push({ text: removed, mark: 'removed' })
    if (added) result.push({ text: added, mark: 'added' })
    ;[removed, added] = ['', '']
  }
  pieces.forEach((piece, i) => {
    if (piece.text === '') return
    const inside = removed + added !== '' && i < pieces.length - 1
    if (piece.mark === 'removed') removed += piece.text
    else if (piece.mark === 'added') added += piece.text
    else if (inside && /^[^\S\n]+$/.test(piece.text)) {
      removed += piece.text
      added += piece.text
    } else {
      flush()
      result.push(piece)
    }
  })
  flush()
  return result
}
