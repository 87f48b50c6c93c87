import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from '@/lib/bulk/schema'
import type { FindingsSummary } from '@/lib/checks/schema'

const pollMs = 200

/** Asks for a run until it has ended. */
export async function untilEnded<Run extends { state: string }>(
  get: () => Promise<Run>,
  isUnderWay: (run: Run) => boolean = ({ state }) => isRunning(state as Parameters<typeof isRunning>[0]),
): Promise<Run> {
  for (;;) {
    const run = await get()
    if (!isUnderWay(run)) return run
    await sleep(pollMs)
  }
}

/** Asks for findings until nothing is being checked. */
export const untilChecked = async (get: () => Promise<FindingsSummary>): Promise<FindingsSummary> => {
  for (;;) {
    const found = await get()
    if (found.run?.state !== 'running') return found
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
