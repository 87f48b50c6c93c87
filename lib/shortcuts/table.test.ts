import { expect, test } from 'vitest'
import en from '@/messages/en.json'
import ko from '@/messages/ko.json'
import { ariaKeys, keyLabels } from './key-labels'
import { keyboardPage } from './keyboard-page'
import { shortcuts } from './table'

const sentenceAt = (messages: object, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], messages)

test('no two commands share a key', () => {
  const keys = shortcuts.flatMap((row) => [...row.keys])
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('modifiers are written in one order', () => {
  const odd = shortcuts
    .flatMap((row) => [...row.keys])
    .filter((keys) => /(alt|shift).*mod|shift.*alt/.test(keys))
  expect(odd).toEqual([])
})

test('a command that changes something does not repeat while its key is held', () => {
  const repeating = shortcuts.filter((row) => 'repeats' in row).map((row) => row.id)
  expect(repeating.every((id) => /\.(next|previous)$/.test(id))).toBe(true)
})

test('only keys with a modifier, or Escape, fire while typing', () => {
  const bare = shortcuts
    .filter((row) => 'whileTyping' in row)
    .flatMap((row) => [...row.keys])
    .filter((keys) => !/^(mod|alt)\+/.test(keys) && keys !== 'Escape')
  expect(bare).toEqual([])
})

test('every command and scope has its sentence in both languages', () => {
  const paths = shortcuts.flatMap((row) => [`shortcuts.${row.id}`, `shortcuts.scopes.${row.scope}`])
  for (const messages of [en, ko])
    expect(paths.filter((path) => typeof sentenceAt(messages, path) !== 'string')).toEqual([])
})

test('keycaps and aria-keyshortcuts', () => {
  expect(keyLabels('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'z'])
  expect(keyLabels('mod+Enter', true)).toEqual(['⌘', '↵'])
  expect(ariaKeys('mod+shift+z', false)).toBe('Control+Shift+Z')
  expect(ariaKeys('mod+Enter', true)).toBe('Meta+Enter')
})

test('docs/keyboard.md says what the table says', async () => {
  await expect(keyboardPage(en.shortcuts)).toMatchFileSnapshot('../../docs/keyboard.md')
})
