import type { Message } from '@/lib/conversations/schema'
import { foldText } from './pairs'
import { searchableText } from './text'
import type { Query } from './words'

/** The words that a query looks for in texts. */
export const needlesOf = (query: Query): string[] =>
  query.flatMap((term) => (term.key === 'text' && !term.negated ? term.values : []))

/** Where a text has one of the needles, as UTF-16 offsets from left to right; at most `most` places. */
export function findPlaces(text: string, needles: readonly string[], most: number): [number, number][] {
  const folded = foldText(text)
  // where folding moves letters (composed differently, İ), places are found as they are written
  const isSame = folded.length === text.length
  const searched = isSame ? folded : text
  const places: [number, number][] = []
  for (const needle of needles) {
    const wanted = isSame ? foldText(needle) : needle
    if (wanted === '') continue
    for (let at = searched.indexOf(wanted); at >= 0 && places.length < most; )
      at = searched.indexOf(wanted, places[places.push([at, at + wanted.length]) - 1]![1])
  }
  return places.sort((a, b) => a[0] - b[0])
}

/** Which messages have the words, by their place. */
export function turnsWith(messages: readonly Message[], words: string): number[] {
  const wanted = foldText(words)
  if (wanted === '') return []
  return messages.flatMap((message, place) =>
    foldText(searchableText([message])).includes(wanted) ? [place] : [],
  )
}
