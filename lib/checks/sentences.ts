export type Sentence = { from: number; to: number; text: string }

const ends = /[.!?。？！…]{1,8}["'”’)\]]{0,4}(?=\s|$)|\n/g
// a stop behind these ends no sentence
const shortened = /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|vs|etc|e\.g|i\.e|approx|incl|max|min)\.$/i
const listMark = /^\s*\d{1,3}\.$/

/** The sentences of a text, with their places; a line break ends one. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  const push = (to: number) => {
    let start = from
    while (start < to && /\s/.test(text[start]!)) start++
    if (start < to) sentences.push({ from: start, to, text: text.slice(start, to) })
    from = to
  }
  for (const match of text.matchAll(ends)) {
    const to = match.index + match[0].length
    const tail = text.slice(Math.max(from, to - 12), to)
    const goesOn =
      match[0] === '.' && (shortened.test(tail) || listMark.test(text.slice(from, Math.min(to, from + 12))))
    if (!goesOn) push(to)
  }
  push(text.length)
  return sentences
}
