export const firstSize = 50
const mostSize = 500
// what a save may have to wait for: a batch is one transaction
const wantedMs = 40

/** How many examples go into the next transaction, after one of `size` that took so long. */
export function nextSize(size: number, ms: number): number {
  const fitting = Math.round((size * wantedMs) / Math.max(ms, 1))
  return Math.max(1, Math.min(mostSize, Math.min(fitting, size * 2)))
}
