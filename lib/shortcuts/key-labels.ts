const printed: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  Delete: 'Del',
}
const onMac: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥' }
const elsewhere: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' }

/** The keycaps to print for `mod+shift+z`, in order. */
export function keyLabels(keys: string, mac: boolean): string[] {
  return keys.split('+').map((key) => {
    const modifier = (mac ? onMac : elsewhere)[key]
    return modifier ?? printed[key] ?? key
  })
}

/** The same keys as `aria-keyshortcuts` wants them: `Control+Shift+Z`. */
export function ariaKeys(keys: string, mac: boolean): string {
  const modifiers: Record<string, string> = { mod: mac ? 'Meta' : 'Control', shift: 'Shift', alt: 'Alt' }
  return keys
    .split('+')
    .map((key) => modifiers[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join('+')
}
