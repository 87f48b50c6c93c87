import type { Hit } from './text'

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
type Script = 'hangul' | 'han' | 'cyrillic' | 'arabic' | 'thai' | 'hebrew' | 'devanagari' | 'latin'

/** Letters of each script in a text. */
type Counts = { all: number; of: Partial<Record<Script, number>> }

export function countScripts(prose: string): Counts {
  const counts: Counts = { all: 0, of: {} }
  const some = foreign.test(prose) ? scripts : scripts.slice(-1)
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

/** An answer in another script than the question, where nobody spoke of languages. */
export function findOtherLanguage(asked: Counts, said: Counts, prose: string): Hit[] {
  const [from, to] = [mainScript(asked), mainScript(said)]
  if (!from || !to || from === to) return []
  if ((asked.of[from] ?? 0) < asked.all * 0.7 || asked.all < 4) return []
  // a name or a formula is in no language
  const words = prose.match(/\p{L}+/gu)?.length ?? 0
  if (to === 'latin' ? words < 5 : said.all < 8) return []
  const at = prose.search(/\S/)
  return [{ code: 'answer-language', from: at, to: prose.trimEnd().length }]
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
