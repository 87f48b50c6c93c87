import 'server-only'
import { isEnglish } from './dictionary'
import type { Hit } from './text'

/** Words that are right in this dataset and conversation, in lower case. */
export type KnownWords = (word: string) => boolean

const token = /\S+/g
const word = /^[^A-Za-z]*?([A-Za-z]+(?:['’][A-Za-z]+)*)[^A-Za-z]*$/
// a name, a path, a tag, a number or a formula: no word to spell
const special = /^:[a-z]+:|[\d_/\\@#$%<>={}|~^*+&[\]]|[A-Za-z][.:][A-Za-z]|[a-z][A-Z]|[^\0-\x7f‘’“”–—…«»•]/
const quoted = /^["'“‘«(]|["'”’»)][.,;:!?]*$/
const leastLetters = 4
const mostLetters = 24
const leastKnown = 0.65
const mostHits = 20
const leastCapital = 8

type Word = {
  said: string
  from: number
  lineAt: number
  isCapital: boolean
  isFirst: boolean
  isQuoted: boolean
}

/** English words that no dictionary knows. One with a sure correction has it; without any it is information. */
export function findMisspelled(prose: string, isKnown: KnownWords): Hit[] {
  if (!mayHoldUnknown(prose)) return []
  const words = wordsIn(prose)
  const unknown = words.filter(({ said }) => !isEnglish(said) && !isEnglish(said.toLowerCase()))
  // another language in Latin letters, or no language at all
  if (unknown.length > 2 && words.length - unknown.length < words.length * leastKnown) return []
  const foreign = foreignLines(prose, unknown)
  const hits: Hit[] = []
  for (const { said, from, lineAt, isCapital, isFirst, isQuoted } of unknown) {
    if (hits.length >= mostHits) break
    if (said.length < leastLetters || foreign.has(lineAt)) continue
    const small = said.toLowerCase()
    if (isQuoted || isKnown(small) || (isCapital && !isFirst) || said === said.toUpperCase()) continue
    const {
      sureness,
      words: [right, another],
    } = correctionsOf(small)
    if (isMadeOfWords(small, sureness)) continue
    // at the head of a sentence stand names as well
    if (isCapital && (right === undefined || said.length < leastCapital)) continue
    const to = from + said.length
    if (right === undefined)
      hits.push({ code: 'unknown-word', from, to, params: { wrong: said }, isInfo: true })
    else if (another !== undefined) hits.push({ code: 'spelling', from, to, params: { wrong: said, right } })
    else {
      const insert = isCapital ? right[0]!.toUpperCase() + right.slice(1) : right
      hits.push({ code: 'spelling', from, to, insert, params: { wrong: said, right: insert } })
    }
  }
  return hits
}

/** Most texts hold no word that could be told of: they are not taken apart. */
const mayHoldUnknown = (prose: string): boolean =>
  (prose.match(/[A-Za-z]{4,}/g) ?? []).some(
    (said) => (said.length >= leastCapital || said[0]! >= 'a') && !isEnglish(said),
  )

const accented = /[à-öø-ÿ\u0100-\u024f]/i

/** Starts of lines in which another language is quoted: two words of it, or one beside accents. */
function foreignLines(prose: string, unknown: readonly Word[]): Set<number> {
  const counts = new Map<number, number>()
  for (const { lineAt } of unknown) counts.set(lineAt, (counts.get(lineAt) ?? 0) + 1)
  const lines = [...counts].filter(([at, count]) => {
    const end = prose.indexOf('\n', at)
    const line = prose.slice(at, end < 0 ? undefined : end)
    return accented.test(line) || (count > 1 && count * 4 > line.split(/\s+/).length)
  })
  return new Set(lines.map(([at]) => at))
}

function wordsIn(prose: string): Word[] {
  const words: Word[] = []
  let isFirst = true
  let [lineAt, end] = [0, 0]
  for (const match of prose.matchAll(token)) {
    const [whole] = match
    const newLine = prose.slice(end, match.index).lastIndexOf('\n')
    if (newLine >= 0) lineAt = end + newLine + 1
    end = match.index + whole.length
    const starts = isFirst || /^[-*•>"“(]/.test(whole)
    isFirst =
      /[.!?:;…]["'”’)*_]*$/.test(whole) ||
      /\n\s*$/.test(prose.slice(match.index + whole.length, match.index + whole.length + 2))
    if (whole.length > 60 || special.test(whole.replace(/^\*{1,3}|\*{1,3}[.,;:!?]?$/g, ''))) continue
    let at = match.index
    const isQuoted =
      quoted.test(whole) ||
      /["“][^"”]{0,40}$/.test(
        prose
          .slice(Math.max(0, at - 40), at)
          .split('\n')
          .at(-1)!,
      )
    for (const part of whole.split(/[-–—…,;/]/)) {
      const said = word.exec(part)?.[1]
      if (said && said.length > 1 && said.length <= mostLetters) {
        const from = at + part.indexOf(said)
        const isCapital = /^[A-Z]/.test(said)
        words.push({
          said: said.replaceAll('’', "'"),
          from,
          lineAt,
          isCapital,
          isFirst: starts && at === match.index,
          isQuoted,
        })
      }
      at += part.length + 1
    }
  }
  return words
}

const prefix =
  /^(?:anti|auto|bi|bio|co|counter|cross|cyber|de|eco|extra|geo|hyper|inter|intra|macro|mega|meta|micro|mid|mini|mis|mono|multi|nano|neuro|non|out|over|post|pre|pro|pseudo|psycho|quasi|re|semi|socio|sub|super|tele|trans|tri|ultra|un|under|up)([a-z]{3,})$/
const suffix =
  /^([a-z]{3,})(?:less|like|wise|ful|ness|ish|able|ization|isation|ized|ised|s|es|ed|ing|er|ers|or|ly|ment|ist|ists|ity|'s)$/

/** “webhook”, “ungoogled”: of two words, or of a word and what can stand before or behind any. A likelier slip goes before. */
function isMadeOfWords(said: string, sureness: number): boolean {
  const rest = prefix.exec(said)?.[1]
  if (rest && isEnglish(rest)) return true
  if (/(?:s|'s)$/.test(said) && isEnglish(said.replace(/'?s$/, ''))) return true
  if (said.endsWith('bly') && isEnglish(`${said.slice(0, -1)}e`)) return true
  if (sureness >= sure) return false
  const stem = suffix.exec(said)?.[1]
  if (stem && stem.length > 3 && (isEnglish(stem) || isEnglish(`${stem}e`))) return true
  if (sureness > 0 && said.length < 8) return false
  for (let cut = 3; cut <= said.length - 3; cut++)
    if (isEnglish(said.slice(0, cut)) && isEnglish(said.slice(cut))) return true
  return false
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const mostKept = 20_000
/** 0 none; 1 one letter is wrong; 2 one too many or too few; 3 two changed places, or one is doubled or not. */
type Corrections = { sureness: number; words: string[] }
const sure = 2
const kept = new Map<string, Corrections>()

/** English words one slip away, of the likeliest kind only. The first letter is taken as right. */
function correctionsOf(said: string): Corrections {
  const known = kept.get(said)
  if (known) return known
  if (kept.size >= mostKept) kept.clear()
  const found = slipsOf(said)
  kept.set(said, found)
  return found
}

function slipsOf(said: string): Corrections {
  const kinds = [new Set<string>(), new Set<string>(), new Set<string>()] as const
  const [wrong, few, swapped] = kinds
  if (!said.includes("'"))
    for (let i = 1; i <= said.length; i++) {
      const [head, tail] = [said.slice(0, i), said.slice(i)]
      if (tail.length > 1) swapped.add(head + tail[1]! + tail[0]! + tail.slice(2))
      swapped.add(head + said[i - 1]! + tail)
      if (tail !== '') (tail[0] === said[i - 1] ? swapped : few).add(head + tail.slice(1))
      // short words have too many neighbours
      for (const letter of said.length > 4 ? letters : '') {
        few.add(head + letter + tail)
        if (tail !== '' && said.length > 5) wrong.add(head + letter + tail.slice(1))
      }
    }
  for (const sureness of [3, 2, 1]) {
    const words = [...kinds[sureness - 1]!].filter((one) => one !== said && isEnglish(one))
    if (words.length > 0) return { sureness, words }
  }
  return { sureness: 0, words: [] }
}
