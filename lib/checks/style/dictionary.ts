import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStrings } from '@/lib/threads/string-table.mjs'
import { newWords } from './new-words'

const young: ReadonlySet<string> = new Set(newWords)
let old: ((word: string) => number) | undefined

// American and British English as scripts/make-tables.mjs expanded it, read at the first word that is asked for
const open = () =>
  openStrings(readFileSync(join(/* turbopackIgnore: true */ process.cwd(), 'generated/tables/english.bin')))

function knows(word: string): boolean {
  old ??= open()
  return old(word) >= 0 || young.has(word)
}

/** Whether a word of ASCII letters and apostrophes is English: as it stands, in small letters, or with a capital first. */
export function isEnglish(word: string): boolean {
  if (knows(word)) return true
  const small = word.toLowerCase()
  if (word !== small && knows(small)) return true
  return word === word.toUpperCase() && knows(word[0] + small.slice(1))
}
