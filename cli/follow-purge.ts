import { setTimeout as sleep } from 'node:timers/promises'
import { isPurging, type PurgeRow } from '@/lib/purge/schema'
import { AppError } from '@/lib/result/app-error'

const pollMs = 200

export type PurgeWatch = {
  onProgress: (purge: PurgeRow) => void
  /** Aborting it cancels a purge that is still looking. */
  signal: AbortSignal
  /** It was aborted when the purge erased already. */
  onTooLate: () => void
}
type Calls = {
  start: () => Promise<{ id: string }>
  get: (id: string) => Promise<PurgeRow>
  cancel: (id: string) => Promise<unknown>
}

/** Starts a purge and waits for its end. */
export async function followPurge(
  calls: Calls,
  { onProgress, onTooLate, signal }: PurgeWatch,
): Promise<PurgeRow> {
  const { id } = await calls.start()
  let asked = false
  for (;;) {
    const purge = await calls.get(id)
    if (!isPurging(purge.state)) return purge
    if (signal.aborted && !asked) {
      asked = true
      await calls.cancel(id).catch((error: unknown) => {
        // it erases by now: half a purge would be worse
        if (!(error instanceof AppError) || error.reason !== 'purgeOver') throw error
        onTooLate()
      })
    }
    onProgress(purge)
    await sleep(pollMs)
  }
}
