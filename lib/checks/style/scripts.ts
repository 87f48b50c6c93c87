import type { Hit, Sentence } from './text'

const rare =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Thai}\p{sc=Hebrew}\p{sc=Devanagari}]/u
const foreign =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Cyrillic}\p{sc=Arabic}\p{sc=Thai}\p{sc=Hebrew}\p{sc=Devanagari}\p{sc=Hangul}]/u
const scripts: readonly [name: Script, letters: RegExp][] = [
  ['hangul', /[\p{sc=Hangul}]+/gu],
  ['han', /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+/gu],
  ['cyrillic', /[\p{sc=Cyrillic}]+/gu],
  ['arabic', /[\p{sc=Arabic}]+/gu],
  ['thai', /[\p{sc=Thai}]+/gu],
  ['hebrew', /[\p{sc=Hebrew}]+/gu],
  ['devanagari', /[\p{sc=Devanagari}]+/gu],
  ['latin', /[A-Za-zÀ-ÖØ-öø-ÿ]+/g],
]
const common = scripts.filter(([name]) => name === 'hangul' || name === 'latin')
type Script = 'hangul' | 'han' | 'cyrillic' | 'arabic' | 'thai' | 'hebrew' | 'devanagari' | 'latin'

/** Letters of each script in a text. */
type Counts = { all: number; of: Partial<Record<Script, number>> }

export function countScripts(prose: string): Counts {
  const counts: Counts = { all: 0, of: {} }
  const some = rare.test(prose) ? scripts : common
  for (const [name, letters] of some)
    for (const [run] of prose.matchAll(letters)) {
      counts.all += run.length
      counts.of[name] = (counts.of[name] ?? 0) + run.length
    }
  return counts
}

/** The script that most of a text is written in; of a Korean text with English names that is Hangul all the same. */
export function mainScript({ all, of }: Counts): Script | null {
  if (all < 2) return null
  if ((of.hangul ?? 0) >= all * 0.3) return 'hangul'
  const [first] = Object.entries(of).sort((a, b) => b[1] - a[1])
  return first && first[1] >= all * 0.6 ? (first[0] as Script) : null
}

const languages =
  /영어|영문|국문|한국어|한글|한자|우리말|일본어|일어|중국어|러시아|아랍|태국|프랑스어|독일어|스페인어|외국어|번역|영작|원문|영단어|\b(?:translat\w*|english|korean|hangul|hangeul|hanja|japanese|kanji|hiragana|katakana|chinese|mandarin|cantonese|russian|cyrillic|ukrainian|bulgarian|arabic|persian|thai|hebrew|yiddish|hindi|sanskrit|language|languages|alphabet|multilingual|bilingual)\b/i

/** Whether a language is spoken of: then another one in the answer may be what was asked for. */
export const namesLanguage = (text: string): boolean => languages.test(text)

const latin =
  /\b(?:in|into|to) (?:(?:plain|simple|formal|informal|good|proper|everyday|brazilian|mexican|swiss|austrian|canadian) )?(?:spanish|german|french|italian|portuguese|dutch|swedish|danish|norwegian|finnish|polish|czech|turkish|hungarian|romanian|vietnamese|indonesian|malay|tagalog|swahili|latin|catalan|welsh|irish)(?=$|[^a-z ]| (?:for|please|and|with|so|as|that|which|of|first|then|now|too)\b)|(?:스페인어|독일어|프랑스어|불어|이탈리아어|포르투갈어|네덜란드어|베트남어|터키어|튀르키예어|라틴어|인도네시아어|폴란드어)(?:로|를|의)/i

/** Whether words of another language in the same letters were asked for: no English speller knows them. */
export const asksForLatin = (text: string): boolean => latin.test(text)

/** An answer in another script than the question, where nobody spoke of languages. */
export function findOtherLanguage(asked: Counts, said: Counts, prose: string): Hit[] {
  const [from, to] = [mainScript(asked), mainScript(said)]
  if (!from || !to || from === to) return []
  // long names of another script within a sentence of the same language
  if (to === 'hangul' && (asked.of.hangul ?? 0) > 1) return []
  if (from === 'hangul' && /[가-힣]{2}[.!?~]*\s*$/.test(prose)) return []
  if ((asked.of[from] ?? 0) < asked.all * 0.7 || asked.all < 4) return []
  // a name or a formula is in no language
  const words = prose.match(/\p{L}+/gu)?.length ?? 0
  if (to === 'latin' ? words < 5 : said.all < 8) return []
  const at = prose.search(/\S/)
  return [{ code: 'answer-language', from: at, to: prose.trimEnd().length }]
}

const english =
  /\b(?:the|to|you|your|is|are|it|that|we|if|please|with|for|and|of|let|me|can|will|not|this|from|then|our|have)\b/gi

/** Whole sentences of English amid Korean or the other way round; what stands so in the conversation was only repeated. */
export function findOtherSentences(
  sentences: readonly Sentence[],
  { asked, said, elsewhere }: { asked: Counts; said: Counts; elsewhere: Counts },
  all: string,
): Hit[] {
  if (Object.keys(said.of).length < 2 || isMixed(asked)) return []
  const answer = mainScript(said)
  const main = answer === 'hangul' && (asked.of.hangul ?? 0) > 1 ? answer : (mainScript(asked) ?? answer)
  if (main !== 'hangul' && main !== 'latin') return []
  const tongues = sentences.map(({ words, isItem }) => (isItem ? null : tongueOf(words)))
  if (!tongues.includes(main)) return []
  return sentences.flatMap(({ from, to, words }, i) => {
    const tongue = tongues[i]
    if (!tongue || tongue === main || (tongue !== 'hangul' && tongue !== 'latin' && elsewhere.of[tongue]))
      return []
    // from the first of several marks on only: each is tried once
    if (all.includes(words.replace(/(?<![.!?])[.!?]+$/, ''))) return []
    return [{ code: 'other-sentence', from, to, params: { wrong: words.slice(0, 60) } }]
  })
}

const letterCount = (words: string): number => words.match(/\p{L}/gu)?.length ?? 0

/** Who mixes two languages may be answered so. */
const isMixed = ({ all, of }: Counts): boolean =>
  (of.hangul ?? 0) > 1 && (of.latin ?? 0) >= Math.max(8, 0.2 * all)

/** What a sentence is in for sure: names and titles of the other language are in none. */
function tongueOf(words: string): Script | null {
  if (/["'“‘「『(]/.test(words[0]!)) return null
  const hangul = words.match(/[가-힣]/g)?.length ?? 0
  const latin = words.match(/[A-Za-z]+/g) ?? []
  if (hangul === 0 && foreign.test(words))
    return letterCount(words) >= 5 ? mainScript(countScripts(words)) : null
  if (hangul > 0) return hangul >= 4 && latin.length * 2 < hangul ? 'hangul' : null
  return latin.length >= 5 && (words.match(english)?.length ?? 0) >= 2 ? 'latin' : null
}

const mostForeign = 0.25
const inBrackets = /[([{（「『“"'‘<《][^)\]}）」』”"'’>》\n]{0,60}$/
// what a Korean newspaper writes alone: 美, 中, 前…
const loneHan = /^\p{sc=Han}$/u

/** Words of a script that neither the answer nor the conversation is written in: 葡萄糖 amid Korean. */
export function findStrayScript(prose: string, said: Counts, elsewhere: Counts): Hit[] {
  const main = mainScript(said)
  if (main !== 'hangul' && main !== 'latin') return []
  const hits: Hit[] = []
  for (const [name, letters] of scripts) {
    const own = said.of[name] ?? 0
    if (name === main || name === 'latin' || own === 0) continue
    if (elsewhere.of[name] || own > said.all * mostForeign) continue
    for (const { 0: run, index } of prose.matchAll(letters)) {
      if (loneHan.test(run) || inBrackets.test(prose.slice(Math.max(0, index - 60), index))) continue
      hits.push({
        code: 'stray-script',
        from: index,
        to: index + run.length,
        params: { wrong: run.slice(0, 40) },
      })
    }
  }
  return hits
}
