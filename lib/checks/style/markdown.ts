import { isFence } from './fences'
import type { Hit } from './text'

/** Markdown that doesn't close: code fences, links, bold; tables whose rows and head differ. */
export const findBrokenMarkdown = (text: string, prose: string): Hit[] => [
  ...openFence(text),
  ...openLinks(text, prose),
  ...openBold(prose),
  ...unevenTables(prose),
]

function openFence(text: string): Hit[] {
  if (!text.includes('```') && !text.includes('~~~')) return []
  let open: string | null = null
  let [from, to, at] = [0, 0, 0]
  for (const line of text.split('\n')) {
    const mark = isFence(line, open)
    if (mark !== null) {
      open = open === null ? mark : null
      if (open !== null) [from, to] = [at, at + line.length]
    }
    at += line.length + 1
  }
  return open === null ? [] : [{ code: 'fence', from, to }]
}

// proseOf() blanks addresses, so they are looked for in the text, and code in the prose
const openLink = /\[[^[\]\n]{1,200}\]\((?:https?:\/\/|\/|#)[^\s()]{0,2000}(?=\s|$)(?!\s["'])/g

const openLinks = (text: string, prose: string): Hit[] =>
  [...text.matchAll(openLink)]
    .filter((match) => prose[match.index] === '[')
    .map((match) => ({ code: 'link', from: match.index, to: match.index + match[0].length }))

/** In a paragraph each `**` that touches a word has its twin; `2 ** 8` and `src/**` are something else. */
function openBold(prose: string): Hit[] {
  const hits: Hit[] = []
  let open = -1
  const close = () => {
    if (open >= 0) hits.push({ code: 'bold', from: open, to: open + 2 })
    open = -1
  }
  for (const match of prose.matchAll(/\n[^\S\n]*\n|(?<![*\\])\*{2,3}(?!\*)/g)) {
    const at = match.index
    if (match[0].startsWith('\n')) {
      close()
      continue
    }
    const [before, after] = [prose[at - 1] ?? '\n', prose[at + match[0].length] ?? '\n']
    if (/[\s/]/.test(before) && /[\s/.]/.test(after) && open < 0) continue
    if (/\s/.test(before) && /\s/.test(after)) continue
    if (/[\w)]/.test(before) && /[\w(-]/.test(after) && open < 0) continue
    open = open < 0 ? at : -1
  }
  close()
  return hits
}

const ruler = /^\s{0,3}\|?\s{0,20}:?-{2,}:?\s{0,20}(?:\|\s{0,20}:?-{2,}:?\s{0,20}){1,60}\|?\s{0,20}$/
const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/).length

/** A head with more or fewer cells than the line below it is no table. */
function unevenTables(prose: string): Hit[] {
  if (!prose.includes('|')) return []
  const hits: Hit[] = []
  let [at, head, headAt] = [0, '', 0]
  for (const line of prose.split('\n')) {
    if (head.includes('|') && line.length < 2000 && ruler.test(line) && cellsOf(line) !== cellsOf(head))
      hits.push({ code: 'table', from: headAt, to: headAt + head.length })
    ;[head, headAt, at] = [line, at, at + line.length + 1]
  }
  return hits
}
