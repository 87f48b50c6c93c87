export type ShortcutScope = 'list' | 'turn' | 'review' | 'merge' | 'duplicates' | 'everywhere'

type Row = {
  id: string
  scope: ShortcutScope
  /** Any of these, the printed one first; none: in the palette only. */
  keys: readonly string[]
  /** Fires again while the key is held down: for moving about, never for changing something. */
  repeats?: true
  /** Also fires from inside a text field. */
  whileTyping?: true
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/**
 * Every command that a key can start: the one source of keys, menus, palette, help sheet and docs. Keys are
 * written as modifiers (`mod` = Ctrl, on a Mac ⌘; `shift`, `alt`) and one key, joined by +. The sentence of a row
 * is `shortcuts.<id>` in messages/.
 */
export const shortcuts = [
  { id: 'example.next', scope: 'list', keys: ['j', 'ArrowRight'], repeats: true },
  { id: 'example.previous', scope: 'list', keys: ['k', 'ArrowLeft'], repeats: true },
  { id: 'list.search', scope: 'list', keys: ['/'] },
  { id: 'list.refresh', scope: 'list', keys: ['shift+l'] },
  { id: 'list.select', scope: 'list', keys: ['p'] },
  { id: 'list.selectTo', scope: 'list', keys: ['shift+p'] },
  { id: 'list.selectAll', scope: 'list', keys: ['shift+a'] },
  { id: 'list.selectNone', scope: 'list', keys: [] },
  { id: 'bulk.tag', scope: 'list', keys: ['shift+t'] },
  { id: 'bulk.untag', scope: 'list', keys: [] },
  { id: 'bulk.weights', scope: 'list', keys: [] },
  { id: 'bulk.system', scope: 'list', keys: [] },
  { id: 'bulk.replace', scope: 'list', keys: ['shift+r'] },
  { id: 'bulk.fix', scope: 'list', keys: [] },
  { id: 'bulk.status', scope: 'list', keys: [] },
  { id: 'bulk.trash', scope: 'list', keys: [] },
  { id: 'bulk.restore', scope: 'list', keys: [] },
  { id: 'bulk.pairs', scope: 'list', keys: [] },
  { id: 'example.new', scope: 'list', keys: ['n'] },
  { id: 'example.newPair', scope: 'list', keys: [] },
  { id: 'example.duplicate', scope: 'list', keys: ['d'] },
  { id: 'example.pairFromReturned', scope: 'list', keys: [] },
  { id: 'example.trash', scope: 'list', keys: ['shift+Delete'] },

  { id: 'turn.next', scope: 'turn', keys: ['ArrowDown'], repeats: true },
  { id: 'turn.previous', scope: 'turn', keys: ['ArrowUp'], repeats: true },
  { id: 'turn.edit', scope: 'turn', keys: ['e', 'Enter'] },
  { id: 'turn.leave', scope: 'turn', keys: ['Escape'], whileTyping: true },
  { id: 'turn.weight', scope: 'turn', keys: ['w'] },
  { id: 'turn.insertBelow', scope: 'turn', keys: ['o'] },
  { id: 'turn.insertAbove', scope: 'turn', keys: ['shift+o'] },
  { id: 'turn.split', scope: 'turn', keys: ['alt+Enter'], whileTyping: true },
  { id: 'turn.mergeUp', scope: 'turn', keys: ['m'] },
  { id: 'turn.moveUp', scope: 'turn', keys: ['alt+ArrowUp'] },
  { id: 'turn.moveDown', scope: 'turn', keys: ['alt+ArrowDown'] },
  { id: 'turn.delete', scope: 'turn', keys: ['Delete'] },
  { id: 'turn.alternatives', scope: 'turn', keys: ['l'] },
  { id: 'turn.tag', scope: 'turn', keys: digits.map((digit) => `shift+${digit}` as const) },
  { id: 'finding.next', scope: 'turn', keys: ['f'], repeats: true },
  { id: 'finding.previous', scope: 'turn', keys: ['shift+f'], repeats: true },
  { id: 'finding.fix', scope: 'turn', keys: ['q'] },
  { id: 'finding.waive', scope: 'turn', keys: ['shift+w'] },
  { id: 'answers.swap', scope: 'turn', keys: ['s'] },
  { id: 'answers.compare', scope: 'turn', keys: ['v'] },
  { id: 'weights.all', scope: 'turn', keys: [] },
  { id: 'weights.onlyLast', scope: 'turn', keys: [] },
  { id: 'weights.none', scope: 'turn', keys: [] },

  { id: 'example.tag', scope: 'review', keys: digits },
  { id: 'review.submit', scope: 'review', keys: ['mod+Enter'], whileTyping: true },
  { id: 'review.approve', scope: 'review', keys: ['a'] },
  { id: 'review.return', scope: 'review', keys: ['r'] },
  { id: 'review.exclude', scope: 'review', keys: ['x'] },
  { id: 'review.include', scope: 'review', keys: ['shift+x'] },

  { id: 'merge.theirs', scope: 'merge', keys: ['t'] },
  { id: 'merge.mine', scope: 'merge', keys: ['y'] },
  { id: 'merge.both', scope: 'merge', keys: ['b'] },
  { id: 'merge.next', scope: 'merge', keys: ['c'], repeats: true },
  { id: 'merge.save', scope: 'merge', keys: ['mod+s'], whileTyping: true },

  { id: 'cluster.apart', scope: 'duplicates', keys: ['u'] },

  { id: 'undo', scope: 'everywhere', keys: ['mod+z'] },
  { id: 'redo', scope: 'everywhere', keys: ['mod+shift+z', 'mod+y'] },
  { id: 'palette', scope: 'everywhere', keys: ['mod+k'], whileTyping: true },
  { id: 'sheet', scope: 'everywhere', keys: ['?'] },
  { id: 'pane.inspector', scope: 'everywhere', keys: ['i'] },
  { id: 'pane.history', scope: 'everywhere', keys: ['h'] },
  { id: 'pane.guidelines', scope: 'everywhere', keys: ['g'] },
] as const satisfies readonly Row[]

export type ShortcutId = (typeof shortcuts)[number]['id']
export type Shortcut = Row & { id: ShortcutId }

export const shortcutScopes = ['list', 'turn', 'review', 'merge', 'duplicates', 'everywhere'] as const

const byId = new Map<ShortcutId, Shortcut>(shortcuts.map((shortcut) => [shortcut.id, shortcut]))

export function shortcutOf(id: ShortcutId): Shortcut {
  return byId.get(id)!
}

/** The key to print where the command stands, if it has one. */
export function keysOf(id: ShortcutId): string | undefined {
  return shortcutOf(id).keys[0]
}
