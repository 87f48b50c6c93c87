import { type Shortcut, type ShortcutId, shortcuts } from './table'

/** What a KeyboardEvent says. */
export type KeyPress = {
  key: string
  code: string
  keyCode?: number
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  repeat?: boolean
  isComposing?: boolean
  defaultPrevented?: boolean
}

export type KeyContext = {
  /** What has the focus: a text, a thing that arrows move in (radio, tab, slider), a thing to press, or neither. */
  target: 'text' | 'choice' | 'button' | 'page'
  /** A dialog, menu or list is open over the page. */
  inDialog: boolean
  /** The person turned bare keys off. */
  off: boolean
  mac: boolean
}

const modifiers = ['mod', 'alt', 'shift'] as const
type Modifier = (typeof modifiers)[number]
const isModifier = (part: string): part is Modifier => (modifiers as readonly string[]).includes(part)

// What the focused thing does by itself with a bare key.
const ownKeys: Record<KeyContext['target'], ReadonlySet<string>> = {
  text: new Set(),
  choice: new Set(['Enter', ' ', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']),
  button: new Set(['Enter', ' ']),
  page: new Set(),
}

const byKeys = new Map<string, Shortcut>(
  shortcuts.flatMap((row) => row.keys.map((keys): [string, Shortcut] => [keys, row])),
)

/**
 * The names a key press may have in the table, best first: by what it types, else by its place on the keyboard
 * (letters while another script is on, digits with shift).
 */
function namesOf(press: KeyPress): { key: string; shifts: boolean }[] {
  const names: { key: string; shifts: boolean }[] = []
  if (/^[a-z]$/i.test(press.key)) names.push({ key: press.key.toLowerCase(), shifts: true })
  // a sign such as ? or / is what it is, whether or not this layout needs shift for it
  else if (/^[!-/:-@[-`{-~]$/.test(press.key)) names.push({ key: press.key, shifts: false })
  else if (press.key.length > 1 && press.key !== 'Process') names.push({ key: press.key, shifts: true })

  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]
  if (letter && !/^[a-z]$/i.test(press.key)) names.push({ key: letter.toLowerCase(), shifts: true })
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code)?.[1]
  if (digit) names.push({ key: digit, shifts: true })
  return names
}

/** The command that a key press starts here, and the keys that did; null for none. */
export function matchShortcut(press: KeyPress, context: KeyContext): { id: ShortcutId; keys: string } | null {
  if (press.defaultPrevented || press.isComposing || press.keyCode === 229 || context.inDialog) return null
  const mod = context.mac ? press.metaKey : press.ctrlKey
  if (context.mac ? press.ctrlKey : press.metaKey) return null

  for (const { key, shifts } of namesOf(press)) {
    const held: Modifier[] = []
    if (mod) held.push('mod')
    if (press.altKey) held.push('alt')
    if (press.shiftKey && shifts) held.push('shift')
    const found = byKeys.get(combine([...held, key]))
    if (found) return allowed(found, key, held, press, context)
  }
  return null
}

function allowed(
  shortcut: Shortcut,
  key: string,
  held: Modifier[],
  press: KeyPress,
  context: KeyContext,
): { id: ShortcutId; keys: string } | null {
  const bare = !held.includes('mod') && !held.includes('alt') && key !== 'Escape'
  if (press.repeat && !shortcut.repeats) return null
  if (context.target === 'text' && !shortcut.whileTyping) return null
  if (held.length === 0 && ownKeys[context.target].has(key)) return null
  if (context.off && bare) return null
  return { id: shortcut.id, keys: combine([...held, key]) }
}

const combine = (parts: string[]): string =>
  [
    ...modifiers.filter((modifier) => parts.includes(modifier)),
    ...parts.filter((part) => !isModifier(part)),
  ].join('+')
