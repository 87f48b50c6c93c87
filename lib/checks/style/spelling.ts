import 'server-only'
import { isEnglish } from './dictionary'
import type { Hit } from './text'

/** Words that are right in this dataset and conversation, in lower case. */
export type KnownWords = (word: string) => boolean

const token = /\S+/g
const word = /^[^A-Za-z]*?([A-Za-z]+(?:['’][A-Za-z]+)*)[^A-Za-z]*$/
// a name, a path, a tag, a number or a formula: no word to spell
const special = /[\d_/\\@#$%<>={}|~^*+&[\]]|[A-Za-z][.:][A-Za-z]|[a-z][A-Z]|[^\0-\x7f‘’“”–—…«»•]/
const quoted = /^["'“‘«(]|["'”’»)][.,;:!?]*$/
const leastLetters = 4
const mostLetters = 24
const leastKnown = 0.65
const mostHits = 20

type Word = { said: string; from: number; isCapital: boolean; isFirst: boolean; isQuoted: boolean }

/** English words that no dictionary knows. One with a sure correction has it; without any it is information. */
export function findMisspelled(prose: string, isKnown: KnownWords): Hit[] {
  const words = wordsIn(prose)
  const unknown = words.filter(({ said }) => !isEnglish(said) && !isEnglish(said.toLowerCase()))
  // another language in Latin letters, or no language at all
  if (unknown.length > 2 && words.length - unknown.length < words.length * leastKnown) return []
  const hits: Hit[] = []
  for (const { said, from, isCapital, isFirst, isQuoted } of unknown) {
    if (hits.length >= mostHits) break
    if (said.length < leastLetters) continue
    const small = said.toLowerCase()
    if (isQuoted || isKnown(small) || (isCapital && !isFirst) || said === said.toUpperCase()) continue
    const [right, another] = correctionsOf(small)
    if (isMadeOfWords(small, right !== undefined)) continue
    if (isCapital && right === undefined) continue
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

function wordsIn(prose: string): Word[] {
  const words: Word[] = []
  let isFirst = true
  for (const match of prose.matchAll(token)) {
    const [whole] = match
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

/** “webhook”, “ungoogled”: of two words, or of a word and what can stand before or behind any. */
function isMadeOfWords(said: string, hasCorrection: boolean): boolean {
  const rest = prefix.exec(said)?.[1]
  if (rest && isEnglish(rest)) return true
  if (hasCorrection) return false
  const stem = suffix.exec(said)?.[1]
  if (stem && (isEnglish(stem) || isEnglish(`${stem}e`))) return true
  for (let cut = 3; cut <= said.length - 3; cut++)
    if (isEnglish(said.slice(0, cut)) && isEnglish(said.slice(cut))) return true
  return false
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const mostCorrections = 20_000
const corrections = new Map<string, string[]>()

/**
 * English words one slip away, of the likeliest kind only: two letters changed places, one letter is doubled or not, one too
 * few or too many, one wrong. The first letter is taken as right.
 */
function correctionsOf(said: string): string[] {
  const known = corrections.get(said)
  if (known) return known
  if (corrections.size >= mostCorrections) corrections.clear()
  const found = slipsOf(said).find((some) => some.length > 0) ?? []
  corrections.set(said, found)
  return found
}

function slipsOf(said: string): string[][] {
  const [swapped, doubled, few, many, wrong] = [0, 0, 0, 0, 0].map(
    () => new Set<string>(),
  ) as Set<string>[] as [Set<string>, Set<string>, Set<string>, Set<string>, Set<string>]
  if (said.length < 4 || said.includes("'")) return []
  for (let i = 1; i <= said.length; i++) {
    const [head, tail] = [said.slice(0, i), said.slice(i)]
    if (tail.length > 1) swapped.add(head + tail[1]! + tail[0]! + tail.slice(2))
    doubled.add(head + said[i - 1]! + tail)
    if (tail !== '') (tail[0] === said[i - 1] ? doubled : many).add(head + tail.slice(1))
    // short words have too many neighbours
    for (const letter of letters) {
      few.add(head + letter + tail)
      if (tail !== '' && said.length > 5) wrong.add(head + letter + tail.slice(1))
    }
  }
  const words = (some: Set<string>) => [...some].filter((one) => one !== said && isEnglish(one))
  const likely = [words(swapped), words(doubled)]
  if (likely.some((some) => some.length > 0)) return likely
  return [[...words(few), ...words(many)], words(wrong)]
}
