import type { Hit, Sentence } from './text'

const asksForVerse =
  /\b(?:songs?|poems?|lyrics|chorus|verses?|rhymes?|chant|mantra)\b|노래|가사|동요|후렴|시를|시 한|동시|만트라/i

// “And here is the output:” leads on to something else each time
const leadsOn = /[:：[(=]$|\]\($|[=√^]/

/** Sentences said twice in one answer; neighbours that come again together are one finding. Verse may repeat itself. */
export function findRepeated(sentences: readonly Sentence[], asked: string): Hit[] {
  if (asksForVerse.test(asked)) return []
  const seen = new Set<string>()
  const hits: Hit[] = []
  let isRun = false
  for (const { from, to, words } of sentences) {
    const said = words
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim()
    const isRepeated = isWorthIt(said) && !leadsOn.test(words) && seen.has(said)
    seen.add(said)
    if (isRepeated && isRun) hits.at(-1)!.to = to
    else if (isRepeated) hits.push({ code: 'repeated', from, to, params: { wrong: words.slice(0, 60) } })
    isRun = isRepeated
  }
  return hits
}

/** A short “All right.” may come again. */
const isWorthIt = (said: string): boolean =>
  /[가-힣]/.test(said)
    ? said.length >= 10 && said.includes(' ')
    : said.length >= 18 && said.split(' ').length >= 4
