import { setTimeout as sleep } from 'node:timers/promises'
import { type BulkRunRow, isRunning } from '@/lib/bulk/schema'

const pollMs = 200

/** Asks for a run until it has ended. */
export async function untilEnded(get: () => Promise<BulkRunRow>): Promise<BulkRunRow> {
  for (;;) {
    const run = await get()
    if (!isRunning(run.state)) return run
    await sleep(pollMs)
  }
}

/** All rows of a list that comes in pages; `after` is 0 for the first. */
export async function eachPage<T>(
  page: (after: number) => Promise<{ rows: T[]; next: number | null }>,
): Promise<T[]> {
  const all: T[] = []
  for (let after: number | null = 0; after !== null; ) {
    const { rows, next }: { rows: T[]; next: number | null } = await page(after)
    all.push(...rows)
    after = next
  }
  return all
}
