import { describe, expect, test } from 'vitest'
import { type KeyContext, type KeyPress, matchShortcut } from './match'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const page: KeyContext = { target: 'page', inDialog: false, off: false, mac: false }
const idOf = (key: KeyPress, context: Partial<KeyContext> = {}) =>
  matchShortcut(key, { ...page, ...context })?.id ?? null
const ctrl = { ctrlKey: true }
const shift = { shiftKey: true }

describe('keys of the page', () => {
  test.each([
    [press('j'), 'example.next'],
    [press('ArrowRight'), 'example.next'],
    [press('k'), 'example.previous'],
    [press('ArrowLeft'), 'example.previous'],
    [press('ArrowDown'), 'turn.next'],
    [press('ArrowUp'), 'turn.previous'],
    [press('e'), 'turn.edit'],
    [press('Enter'), 'turn.edit'],
    [press('Escape'), 'turn.leave'],
    [press('w'), 'turn.weight'],
    [press('o'), 'turn.insertBelow'],
    [press('O', { ...shift, code: 'KeyO' }), 'turn.insertAbove'],
    [press('d'), 'example.duplicate'],
    [press('Enter', ctrl), 'review.submit'],
    [press('a'), 'review.approve'],
    [press('r'), 'review.return'],
    [press('z', ctrl), 'undo'],
    [press('Z', { ...ctrl, ...shift, code: 'KeyZ' }), 'redo'],
    [press('y', ctrl), 'redo'],
    [press('/', { code: 'Slash' }), 'list.search'],
    [press('?', { ...shift, code: 'Slash' }), 'sheet'],
    [press('k', ctrl), 'palette'],
    [press('Delete'), 'turn.delete'],
    [press('Delete', shift), 'example.trash'],
  ])('%o starts %s', (key, id) => {
    expect(idOf(key)).toBe(id)
  })

  test.each([
    ['a letter with a modifier that no row names', press('j', ctrl)],
    ['alt and a letter', press('a', { altKey: true })],
    ['the other platform’s modifier', press('k', { metaKey: true })],
    ['a key of no row', press('z')],
    ['a modifier alone', press('Shift', shift)],
  ])('%s starts nothing', (_, key) => {
    expect(idOf(key)).toBeNull()
  })

  test('Caps Lock changes nothing', () => {
    expect(idOf(press('J'))).toBe('example.next')
  })

  test('digits say which key was pressed', () => {
    expect(matchShortcut(press('3', { code: 'Digit3' }), page)).toEqual({ id: 'example.tag', keys: '3' })
    expect(matchShortcut(press('#', { code: 'Digit3', ...shift }), page)).toEqual({
      id: 'turn.tag',
      keys: 'shift+3',
    })
    expect(idOf(press('4', { code: 'Numpad4' }))).toBe('example.tag')
    expect(idOf(press('0', { code: 'Digit0' }))).toBeNull()
  })
})

describe('other keyboards', () => {
  test.each([
    ['ㅓ', 'KeyJ', 'example.next'],
    ['ㅏ', 'KeyK', 'example.previous'],
    ['ㅈ', 'KeyW', 'turn.weight'],
    ['ㅁ', 'KeyA', 'review.approve'],
    ['ㄱ', 'KeyR', 'review.return'],
    ['о', 'KeyJ', 'example.next'],
  ])('%s on %s is %s', (key, code, id) => {
    expect(idOf(press(key, { code }))).toBe(id)
  })

  test('Hangul with Ctrl works too', () => {
    expect(idOf(press('ㅋ', { code: 'KeyZ', ...ctrl }))).toBe('undo')
  })

  test('Latin letters go by what they type, not by their place', () => {
    expect(idOf(press('a', { code: 'KeyQ' }))).toBe('review.approve')
    expect(idOf(press('z', { code: 'KeyW' }))).toBeNull()
  })

  test('signs go by what they type', () => {
    expect(idOf(press('/', { code: 'Digit7', ...shift }))).toBe('list.search')
    expect(idOf(press('?', { code: 'Minus', ...shift }))).toBe('sheet')
  })

  test('digits go by their place where they need shift', () => {
    expect(idOf(press('&', { code: 'Digit1' }))).toBe('example.tag')
  })

  test('on a Mac ⌘ is mod and Ctrl is not', () => {
    expect(idOf(press('k', { metaKey: true }), { mac: true })).toBe('palette')
    expect(idOf(press('k', ctrl), { mac: true })).toBeNull()
  })
})

describe('when keys stay keys', () => {
  test.each(['j', 'a', 'w', 'Enter', 'ArrowDown', 'Delete', '/', '?', '1'])('%s in a text is text', (key) => {
    expect(idOf(press(key, { code: key === '1' ? 'Digit1' : key }), { target: 'text' })).toBeNull()
  })

  test('in a text undo is the text’s own', () => {
    expect(idOf(press('z', ctrl), { target: 'text' })).toBeNull()
  })

  test('from a text one can leave, submit and open the palette', () => {
    expect(idOf(press('Escape'), { target: 'text' })).toBe('turn.leave')
    expect(idOf(press('Enter', ctrl), { target: 'text' })).toBe('review.submit')
    expect(idOf(press('k', ctrl), { target: 'text' })).toBe('palette')
  })

  test.each([{ isComposing: true }, { keyCode: 229 }, { defaultPrevented: true }])(
    '%o starts nothing',
    (more) => {
      for (const target of ['text', 'page'] as const)
        for (const key of [press('Enter', { ...ctrl, ...more }), press('Escape', more), press('j', more)])
          expect(idOf(key, { target })).toBeNull()
    },
  )

  test('in a dialog nothing fires', () => {
    for (const key of [press('j'), press('Enter', ctrl), press('Escape'), press('k', ctrl)])
      expect(idOf(key, { inDialog: true })).toBeNull()
  })

  test('a focused button keeps Enter, and leaves letters and arrows', () => {
    expect(idOf(press('Enter'), { target: 'button' })).toBeNull()
    expect(idOf(press('Enter', ctrl), { target: 'button' })).toBe('review.submit')
    expect(idOf(press('j'), { target: 'button' })).toBe('example.next')
    expect(idOf(press('ArrowDown'), { target: 'button' })).toBe('turn.next')
  })

  test('a focused choice keeps its arrows', () => {
    expect(idOf(press('ArrowRight'), { target: 'choice' })).toBeNull()
    expect(idOf(press('e'), { target: 'choice' })).toBe('turn.edit')
  })

  test('holding a key moves about, and changes nothing', () => {
    const repeat = { repeat: true }
    for (const key of ['j', 'k', 'ArrowUp', 'ArrowDown']) expect(idOf(press(key, repeat))).not.toBeNull()
    for (const key of ['a', 'r', 'w', 'd', 'o', 'Delete', 'x']) expect(idOf(press(key, repeat))).toBeNull()
    expect(idOf(press('Enter', { ...ctrl, ...repeat }))).toBeNull()
    expect(idOf(press('z', { ...ctrl, ...repeat }))).toBeNull()
  })

  test('with keys turned off only Escape and keys with Ctrl or Alt are left', () => {
    for (const key of ['j', 'a', 'ArrowDown', 'Enter', '?', 'Delete'])
      expect(idOf(press(key), { off: true })).toBeNull()
    expect(idOf(press('#', { code: 'Digit3', ...shift }), { off: true })).toBeNull()
    expect(idOf(press('Enter', ctrl), { off: true })).toBe('review.submit')
    expect(idOf(press('ArrowUp', { altKey: true }), { off: true })).toBe('turn.moveUp')
    expect(idOf(press('Escape'), { off: true })).toBe('turn.leave')
  })
})
