import { keyLabels } from './key-labels'
import { type Shortcut, shortcutScopes, shortcuts } from './table'

type Sentences = { [key: string]: string | Sentences }

function sentenceOf(sentences: Sentences, id: string): string {
  const found = id
    .split('.')
    .reduce<string | Sentences | undefined>((node, step) => (node as Sentences)?.[step], sentences)
  return typeof found === 'string' ? found : id
}

const printKeys = (keys: readonly string[]) => {
  const caps = keys.map((key) =>
    keyLabels(key, false)
      .map((label) => `<kbd>${label}</kbd>`)
      .join(' '),
  )
  if (caps.length > 3) return `${caps[0]} to ${caps.at(-1)}`
  return caps.length === 0 ? 'in the palette' : caps.join(', ')
}

const intro = `# Keys

Every command below stands in \`lib/shortcuts/table.ts\`; keys, menus, the palette, the sheet behind <kbd>?</kbd> and
this page come from it. After a change to the table, \`npx vitest run lib/shortcuts -u\` writes this page anew.
<kbd>Ctrl</kbd> is <kbd>⌘</kbd> on a Mac.

- Keys without Ctrl or Alt rest while you type or compose, in dialogs and menus, and when you turned them off in your
  profile. Escape always works.
- A key that changes something does nothing while it is held down.
- Letters work on a Korean keyboard layout too: there they go by their place.
- A focused button, link or choice keeps the keys it has by itself: Enter, space, arrows.
`

/** Cells in columns as wide as their widest, which is how the formatter leaves a table. */
function printTable(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const print = (cells: string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!, fill)).join(' | ')} |`
  const rule = print(
    widths.map(() => ''),
    '-',
  )
  return [print(rows[0]!), rule, ...rows.slice(1).map((row) => print(row))].join('\n')
}

/** docs/keyboard.md, from the table and its English sentences. */
export function keyboardPage(sentences: Sentences): string {
  const rows: readonly Shortcut[] = shortcuts
  const tables = shortcutScopes.map((scope) => {
    const lines = rows
      .filter((row) => row.scope === scope)
      .map((row) => [sentenceOf(sentences, row.id), printKeys(row.keys), `\`${row.id}\``])
    const title = sentenceOf(sentences, `scopes.${scope}`)
    return `## ${title}\n\n${printTable([['what', 'keys', 'command'], ...lines])}`
  })
  return `${[intro.trimEnd(), ...tables].join('\n\n')}\n`
}
