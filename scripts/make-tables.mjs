import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packStrings } from '../lib/threads/string-table.mjs'
import { root } from './project.mjs'

const folder = join(root, 'generated/tables')

/** Whoever starts meanwhile reads the old one or the new one. */
function keep(name, content) {
  const file = join(folder, name)
  writeFileSync(`${file}.new`, content)
  renameSync(`${file}.new`, file)
}

/** What threads look up and no thread should work out: English words, and the tokens of o200k_base. */
export async function makeTables() {
  mkdirSync(folder, { recursive: true })
  const forms = [await formsOf('dictionary-en'), await formsOf('dictionary-en-gb')]
  keep('english.bin', packStrings([...new Set(forms.flat())]))
  const { default: tokens } = await import('gpt-tokenizer/bpeRanks/o200k_base')
  // a few are parts of a character
  const isString = (token) => typeof token === 'string'
  keep('o200k.bin', packStrings(Array.from(tokens, (token) => (isString(token) ? token : ''))))
  const parts = [...tokens.entries()].filter(([, token]) => token !== undefined && !isString(token))
  keep('o200k-parts.json', JSON.stringify(parts))
}

/** The forms that a dictionary knows, prefixes and endings worked out; `data` is where a speller keeps them. */
async function formsOf(name) {
  const { default: nspell } = await import('nspell')
  const read = (file) => readFileSync(join(root, 'node_modules', name, file))
  return Object.keys(nspell(read('index.aff'), read('index.dic')).data)
}
