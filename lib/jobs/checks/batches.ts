import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { engine } from '@/lib/db/engine'
import { breathe } from '@/lib/db/reader'
import { byBytes } from '@/lib/exports/reader'
import { isChangedInBulk } from './is-changed-in-bulk'
import { giveWay, isBusy } from './urgent'

// what is written of a batch holds up a save on SQLite for some ten milliseconds at most; on PostgreSQL it holds up none,
// and the way of each statement takes most of the time
const [small, large] = [
  { rows: 100, bytes: 250_000 },
  { rows: 200, bytes: 500_000 },
]
const sizeNow = () => (engine === 'sqlite' || isBusy() ? small : large)
// so that no thread waits while another batch is read or written
const batchesAtOnce = 3
const restMs = 500
// two thirds of the time, while many save
const busyRestMs = 300

/** `at`: what the next ones are read by. */
export type Next = { id: number; at: number; bytes: number }

export type Batches = {
  read: (after: number) => Promise<Next[]>
  work: (ids: number[]) => Promise<void>
  from?: number
  /** How many were done more, and up to where all are. */
  onDone?: (count: number, upTo: number) => Promise<void>
}

/** Works in small batches on all that `read` gives, in the order of `at`, behind saves and bulk runs; how many there were. */
export async function inBatches(
  datasetId: string,
  { read, work, from = 0, onDone }: Batches,
  signal: AbortSignal,
): Promise<number> {
  let seen = 0
  let under: Promise<void>[] = []
  try {
    for (let after = from; ; ) {
      const rows = await read(after)
      for (const batch of batchesOf(rows)) {
        while (!signal.aborted && (await isChangedInBulk(datasetId))) await sleep(restMs)
        signal.throwIfAborted()
        while (under.length >= (isBusy() ? 1 : batchesAtOnce)) await under.shift()
        if (isBusy()) await sleep(busyRestMs)
        await giveWay()
        // those before it have ended: what one says of how far it came holds for them too
        const before = under.at(-1) ?? Promise.resolve()
        const done = work(batch.map(({ id }) => id))
        const own = Promise.all([done, before]).then(() => onDone?.(batch.length, batch.at(-1)!.at))
        own.catch(() => {})
        under = [...under, own]
        seen += batch.length
      }
      const last = rows.at(-1)
      if (!last) break
      after = last.at
      await breathe()
    }
    await Promise.all(under)
  } finally {
    await Promise.allSettled(under)
  }
  return seen
}

function* batchesOf(rows: readonly Next[]): Generator<Next[]> {
  for (let at = 0; at < rows.length; ) {
    const size = sizeNow()
    yield* byBytes(rows.slice(at, at + size.rows), size.bytes)
    at += size.rows
  }
}
