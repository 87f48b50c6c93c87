import { diffWords } from './word-diff'

/** A stretch of a text: unchanged, changed by one or by both alike, or changed by both in different ways. */
export type Hunk =
  | { kind: 'same' | 'theirs' | 'mine' | 'alike'; text: string }
  | { kind: 'clash'; base: string; theirs: string; mine: string }
export type Side = 'theirs' | 'mine' | 'both'

type Change = { start: number; end: number; text: string }

/** What two people made of one text, word by word: changes that meet or touch are one clash, the rest goes together. */
export function mergeTexts(base: string, theirs: string, mine: string): Hunk[] {
  const hunks: Hunk[] = []
  const [their, my] = [changesOf(base, theirs), changesOf(base, mine)]
  let at = 0
  while (their.length > 0 || my.length > 0) {
    const start = Math.min(their[0]?.start ?? Infinity, my[0]?.start ?? Infinity)
    let end = start
    const taken: [Change[], Change[]] = [[], []]
    for (let grew = true; grew; ) {
      grew = false
      for (const [i, list] of [their, my].entries()) {
        if (!list[0] || list[0].start > end) continue
        end = Math.max(end, list[0].end)
        taken[i]!.push(list.shift()!)
        grew = true
      }
    }
    if (start > at) hunks.push({ kind: 'same', text: base.slice(at, start) })
    const [theirText, myText] = taken.map((changes) => applied(base, start, end, changes)) as [string, string]
    if (taken[1].length === 0) hunks.push({ kind: 'theirs', text: theirText })
    else if (taken[0].length === 0) hunks.push({ kind: 'mine', text: myText })
    else if (theirText === myText) hunks.push({ kind: 'alike', text: myText })
    else hunks.push({ kind: 'clash', base: base.slice(start, end), theirs: theirText, mine: myText })
    at = end
  }
  if (at < base.length) hunks.push({ kind: 'same', text: base.slice(at) })
  return hunks
}

function changesOf(base: string, other: string): Change[] {
  const changes: Change[] = []
  let at = 0
  for (const { text, mark } of diffWords(base, other)) {
    const last = changes.at(-1)
    const open = last?.end === at ? last : null
    if (mark === 'same') at += text.length
    else if (mark === 'added') {
      if (open) open.text += text
      else changes.push({ start: at, end: at, text })
    } else {
      at += text.length
      if (open) open.end = at
      else changes.push({ start: at - text.length, end: at, text: '' })
    }
  }
  return changes
}

function applied(base: string, start: number, end: number, changes: Change[]): string {
  let text = ''
  let at = start
  for (const change of changes) {
    text += base.slice(at, change.start) + change.text
    at = change.end
  }
  return text + base.slice(at, end)
}

/** The text with a side chosen for each clash, in their order; mine where none is chosen yet. */
export function mergedText(hunks: readonly Hunk[], sides: readonly (Side | undefined)[]): string {
  let clash = 0
  return hunks
    .map((hunk) => {
      if (hunk.kind !== 'clash') return hunk.text
      const side = sides[clash++] ?? 'mine'
      return side === 'both' ? bothOf(hunk) : hunk[side]
    })
    .join('')
}

/** Theirs and then mine, a blank between them where neither has one. */
export const bothOf = ({ theirs: first, mine: second }: { theirs: string; mine: string }): string =>
  first === '' || second === '' || /\s$/.test(first) || /^\s/.test(second)
    ? first + second
    : `${first} ${second}`

export const countClashes = (hunks: readonly Hunk[]): number =>
  hunks.filter(({ kind }) => kind === 'clash').length
