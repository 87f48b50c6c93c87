import 'server-only'
import { hash } from 'node:crypto'
import { distance } from 'fastest-levenshtein'
import { sentencesOf } from '../sentences'
import { normalised, plainWords } from './plain'
import { isFirm, leavesOutParticles, namesIn, rootsOf } from './roots'

/**
 * A user's turn as others are held against it: short names of its plain words and of their roots, and what its likeness
 * is reckoned from, of a short one its text, of a long one a trace of each word.
 */
export type Question = { plain: string; roots: string; length: number } & (
  | { text: string; names: string[] }
  | { frame: string; traces: string }
)

export const near = 0.95
const longestText = 600
// of a longer text the words count only as a whole
const mostTraces = 1000
const traceLength = 4

export const hashOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)

/**
 * A question, and the names of the drawers in which its like are found. Two that ask the same share one: their plain
 * words, the roots of these, or, of long ones, the sentences at both ends with all numbers and names between them.
 */
export function questionOf(text: string, normal = normalised(text)): { question: Question; keys: string[] } {
  const names = namesIn(text)
  const words = plainWords(normal)
  const roots = rootsOf(words)
  // an answer to “가능한가요” is one to “가능한 가요”
  const plain = hashOf(words.length > 0 ? words.join('') : normal)
  const said = words.join(' ')
  const own = { plain, roots: hashOf(roots.join('')), length: said.length }
  const keys = [`=${own.plain}`, `~${own.roots}`]
  if (said.length <= longestText) return { question: { ...own, text: said, names: [...names] }, keys }
  const frame = hashOf(`${endsOf(text)} ${words.filter((word) => isFirm(word, names)).join(' ')}`)
  const traces = roots.length > mostTraces ? '' : roots.map(traceOf).join('')
  return { question: { ...own, frame, traces }, keys: [...keys, `e${frame}`] }
}

/** The roots of the first sentence and of the last one: what is asked stands in one of them. */
function endsOf(text: string): string {
  const sentences = sentencesOf(text)
  const ends = [sentences[0]?.text ?? '', sentences.at(-1)?.text ?? '']
  return ends.map((one) => rootsOf(plainWords(normalised(one))).join('')).join('|')
}

/** Four letters for a word. */
function traceOf(word: string): string {
  let code = 0x811c9dc5
  for (let at = 0; at < word.length; at++) code = Math.imul(code ^ word.charCodeAt(at), 0x01000193)
  return ((code >>> 0) % 0x1000000).toString(36).padStart(5, '0').slice(-traceLength)
}

/** Whether two turns ask the same: equal but for courtesies and particles that one leaves out, or as good as equal with the same numbers and names. */
export function asksTheSame(mine: Question, other: Question): boolean {
  if (mine.plain === other.plain) return true
  if (
    mine.roots === other.roots &&
    'text' in mine &&
    'text' in other &&
    leavesOutParticles(mine.text, other.text)
  )
    return true
  const longest = Math.max(mine.length, other.length)
  if (Math.abs(mine.length - other.length) > (1 - near) * longest) return false
  if (
    'traces' in mine &&
    'traces' in other &&
    mine.frame === other.frame &&
    areNear(mine.traces, other.traces)
  )
    return true
  if (mine.roots !== other.roots) return false
  if (!('text' in mine && 'text' in other)) return true
  const namesBoth = mine.names.every((name) => other.text.includes(name))
  if (!namesBoth || !other.names.every((name) => mine.text.includes(name))) return false
  return 1 - distance(mine.text, other.text) / longest >= near
}

/** Whether of the words of two long texts at most one in twenty is not in the other. */
function areNear(mine: string, other: string): boolean {
  if (mine === '' || other === '') return false
  const counts = new Map<string, number>()
  const each = (traces: string, add: number) => {
    for (let at = 0; at < traces.length; at += traceLength) {
      const trace = traces.slice(at, at + traceLength)
      counts.set(trace, (counts.get(trace) ?? 0) + add)
    }
  }
  each(mine, 1)
  each(other, -1)
  const apart = [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0)
  const longest = Math.max(mine.length, other.length) / traceLength
  // a word changed is one too many here and one too few there
  return apart / 2 <= (1 - near) * longest
}
