import 'server-only'
import { hash } from 'node:crypto'
import { distance } from 'fastest-levenshtein'
import { codePointsOf, gramHashes } from '@/lib/duplicates/grams'
import { sign } from '@/lib/duplicates/signature'
import { isHarmless } from './harmless'

/** A user's turn as others are held against it; a long one is its hash alone, and equal or nothing. */
export type Question = { hash: string; words: string }

export const near = 0.95
const mostWords = 600
const bands = 6
const rows = 3

/** NFKC, small letters, single blanks; marks at the end and between words don't matter. */
export const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[a-z])['’]s\b/g, ' is')
    .replace(/[\s.,!?;:~…·'"“”‘’「」()[\]{}*_`-]+/g, ' ')
    .trim()

export const hashOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)

const packed = (numbers: Int32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64url')

/** A question, and the names of the drawers in which its like are found: equal ones in the first, near ones in some other. */
export function questionOf(text: string): { question: Question; keys: string[] } {
  const words = normalised(text)
  // an answer to “가능한가요” is one to “가능한 가요”
  const own = hashOf(words.replaceAll(' ', ''))
  const keys = [`=${own}`]
  if (words.length > mostWords) return { question: { hash: own, words: '' }, keys }
  const signature = new Int32Array(bands * rows)
  sign(gramHashes(codePointsOf(words), 3), signature, 0, bands * rows)
  for (let band = 0; band < bands; band++)
    keys.push(`${band}${hashOf(packed(signature.slice(band * rows, (band + 1) * rows)))}`)
  return { question: { hash: own, words }, keys }
}

/** Whether two turns ask the same: equal, or as good as equal with the same numbers, names and negations. */
export function asksTheSame(mine: Question, other: Question): boolean {
  if (mine.hash === other.hash) return true
  if (mine.words === '' || other.words === '') return false
  const longest = Math.max(mine.words.length, other.words.length)
  if (Math.abs(mine.words.length - other.words.length) > (1 - near) * longest) return false
  if (1 - distance(mine.words, other.words) / longest < near) return false
  return isHarmless(mine.words.split(' '), other.words.split(' '))
}
