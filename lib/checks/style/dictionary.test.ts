import { readFileSync } from 'node:fs'
import nspell from 'nspell'
import { expect, test } from 'vitest'
import { isEnglish } from './dictionary'
import { newWords } from './new-words'

const formsOf = (name: string): string[] => {
  const [aff, dic] = ['aff', 'dic'].map((end) => readFileSync(`node_modules/${name}/index.${end}`))
  return Object.keys((nspell(aff!, dic!) as unknown as { data: object }).data)
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** One slip: a letter more, less or another, a capital, or all capitals; `n` decides. */
function slip(word: string, n: number): string {
  const at = n % word.length
  const letter = letters[n % 26]!
  const [head, tail] = [word.slice(0, at), word.slice(at + 1)]
  return [head + letter + tail, head + tail, head + letter + word[at] + tail, word.toUpperCase()][n % 4]!
}

test('the table knows the words that the speller knows, and no others', () => {
  const forms = new Set([...formsOf('dictionary-en'), ...formsOf('dictionary-en-gb'), ...newWords])
  const inForms = (word: string) =>
    forms.has(word) ||
    forms.has(word.toLowerCase()) ||
    (word === word.toUpperCase() && forms.has(word[0] + word.slice(1).toLowerCase()))
  const words = [...forms]
  const slips = words.filter((_, i) => i % 6 === 0).map((word, i) => slip(word, i * 7919))
  expect(words.filter((word) => !isEnglish(word))).toEqual([])
  expect(slips.length).toBeGreaterThan(20_000)
  expect(slips.filter((word) => isEnglish(word) !== inForms(word))).toEqual([])
  expect(slips.filter(inForms).length).toBeLessThan(slips.length * 0.7)
})
