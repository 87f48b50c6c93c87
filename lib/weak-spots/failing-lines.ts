export type FailingLine = { line: number; text: string }

/** A text of JSON lines as those that are not blank, each with its place from 1; one JSON list as its values. */
export function failingLines(text: string): FailingLine[] {
  const plain = text.replace(/^\uFEFF/, '')
  const values = plain.trimStart().startsWith('[') ? listOf(plain) : null
  if (values) return values.map((value, i) => ({ line: i + 1, text: JSON.stringify(value) }))
  return plain
    .split(/\r?\n/)
    .map((one, i) => ({ line: i + 1, text: one }))
    .filter((one) => one.text.trim() !== '')
}

function listOf(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
