import { isFence } from './fences'

/** What a rule of style found: UTF-16 units `from` to `to` of the text; `insert` is the one sure correction. */
export type Hit = {
  code: string
  from: number
  to: number
  params?: Record<string, string>
  insert?: string
  isInfo?: true
}

/** The same text, as long, with blanks in place of what nobody proofreads: code, addresses, formulas. Line ends stay. */
export function proseOf(text: string): string {
  const open = text.includes('```') || text.includes('~~~') ? withoutFences(text) : text
  return beside.reduce(
    (prose, [sign, pattern]) => (prose.includes(sign) ? prose.replace(pattern, blanks) : prose),
    open,
  )
}

// what each of them holds is looked for first: most texts hold none
const beside: readonly [sign: string, pattern: RegExp][] = [
  ['`', /`[^`\n]*`/g],
  ['://', /\bhttps?:\/\/[^\s<>"]+/g],
  ['www.', /\bwww\.[^\s<>"]+/g],
  ['@', /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}/g],
  ['$', /\$\$[^$]*\$\$|\$(?=[^$\s])[^$\n]{0,200}?[^$\s]\$(?!\d)/g],
]

const blanks = (taken: string) => taken.replace(/[^\n]/g, ' ')

function withoutFences(text: string): string {
  let fence: string | null = null
  return text
    .split('\n')
    .map((line) => {
      const mark = isFence(line, fence)
      if (mark === null) return fence === null ? line : blanks(line)
      fence = fence === null ? mark : null
      return blanks(line)
    })
    .join('\n')
}

/** A sentence with its place; `line` counts the lines, `isItem` is one of a list, a heading, a quotation or a table. */
export type Sentence = { from: number; to: number; words: string; line: number; isItem: boolean }

const itemMark = /^\s*(?:[-*+•·▪►|>#]|\d{1,3}[.)]\s|[①-⑳]|[가-하][.)]\s)/
// from the first of several marks on only: each is tried once
const sentenceEnd = /(?<![.!?。！？…])[.!?。！？…]+["'”’)\]]*(?=\s|$)/g

export function sentencesOf(prose: string): Sentence[] {
  const all: Sentence[] = []
  let lineFrom = 0
  for (const [line, said] of prose.split('\n').entries()) {
    const mark = said.match(/^\s*(?:[-*+•·▪►>#]+\s*|\d{1,3}[.)]\s+|[①-⑳]\s*)?/)?.[0].length ?? 0
    const isItem = itemMark.test(said)
    let from = mark
    const keep = (to: number) => {
      const cut = said.slice(from, to)
      const words = cut.trim()
      if (words !== '') {
        const at = lineFrom + from + cut.length - cut.trimStart().length
        all.push({ from: at, to: at + words.length, words, line, isItem })
      }
      from = to
    }
    for (const end of said.slice(mark).matchAll(sentenceEnd)) keep(mark + end.index + end[0].length)
    keep(said.length)
    lineFrom += said.length + 1
  }
  return all
}
