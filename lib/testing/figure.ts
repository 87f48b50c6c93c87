import { appendFileSync } from 'node:fs'

/** What a test saw: `row` of the bars, `what` was done, `seen` in figures. `full` says which share it was. */
export type Figure = { row: string; what: string; seen: string; full: boolean; at: string }

/** Adds a figure to the file that `npm test` prints in the end, one JSON line each (`FINECUT_FIGURES`). */
export function figure(row: string, what: string, seen: string): void {
  const file = process.env.FINECUT_FIGURES
  const full = process.env.FINECUT_LONG !== undefined
  const line: Figure = { row, what, seen, full, at: new Date().toISOString() }
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`)
}
