import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import nspell from 'nspell'
import { newWords } from './new-words'

type Speller = ReturnType<typeof nspell>

let spellers: Speller[] | undefined

/** American and British English, read at the first word that is asked for. One speller with both takes every word for right. */
function open(): Speller[] {
  if (spellers) return spellers
  spellers = ['dictionary-en', 'dictionary-en-gb'].map((name) => {
    const read = (file: string) =>
      readFileSync(join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', name, file))
    return nspell(read('index.aff'), read('index.dic'))
  })
  for (const word of newWords) spellers[0]!.add(word)
  return spellers
}

const mostKept = 50_000
const kept = new Map<string, boolean>()

/** Whether a word of ASCII letters and apostrophes is English. */
export function isEnglish(word: string): boolean {
  const known = kept.get(word)
  if (known !== undefined) return known
  if (kept.size >= mostKept) kept.clear()
  const isWord = open().some((speller) => speller.correct(word))
  kept.set(word, isWord)
  return isWord
}
