/** A row of a table as RFC 4180 writes it, without its end: quotes where a cell needs them, nothing else changed. */
export function csvRow(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}

/**
 * A cell that no spreadsheet takes for a formula: those that begin with = + - @, a tab, a carriage return or NUL get an
 * apostrophe before them (OWASP, CSV injection).
 */
export function guarded(cell: string): string {
  return /^[=+\-@\t\r\0]/.test(cell) ? `'${cell}` : cell
}
