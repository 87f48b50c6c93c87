import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import nspell from 'nspell'
import { newWords } from './new-words'

/** The forms that a dictionary knows, prefixes and endings worked out; `data` is where a speller keeps them. */
function formsOf(name: string): string[] {
  const read = (file: string) =>
    readFileSync(join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', name, file))
  const { data } = nspell(read('index.aff'), read('index.dic')) as unknown as {
    data: Record<string, unknown>
  }
  return Object.keys(data)
}

let forms: Set<string> | undefined

// American and British English, read at the first word that is asked for: a set answers a hundred times as fast as a speller
const open = (): Set<string> =>
  new Set([...formsOf('dictionary-en'), ...formsOf('dictionary-en-gb'), ...newWords])

/** Whether a word of ASCII letters and apostrophes is English: as it stands, in small letters, or with a capital first. */
export function isEnglish(word: string): boolean {
  forms ??= open()
  if (forms.has(word)) return true
  const small = word.toLowerCase()
  if (word !== small && forms.has(small)) return true
  return word === word.toUpperCase() && forms.has(word[0] + small.slice(1))
}
