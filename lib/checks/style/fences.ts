const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/

/** The mark of a line that opens a code fence, or closes the open one; null of any other line. */
export function isFence(line: string, open: string | null): string | null {
  const read = mark.exec(line)
  if (!read) return null
  const [, run, rest] = read as unknown as [string, string, string]
  if (open === null) return run.startsWith('`') && rest.includes('`') ? null : run
  return run.startsWith(open) && rest.trim() === '' ? run : null
}
