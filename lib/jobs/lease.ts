import 'server-only'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { addJob, beat, isTurnOf, type JobRow, removeJob } from './writes'

// Several processes on one PostgreSQL: each says once a second that it lives, and hears what was cancelled elsewhere.

/** Why a job's signal aborts: a person cancelled it, or the process ends and another will clear up after it. */
export type StopReason = 'cancelled' | 'shutdown'

const beatMs = 1_000
const lookMs = 250

/** `isThere`: its row has been written, so that others can see it. */
type Held = Map<string, { controller: AbortController; isThere: boolean }>
const shared = globalThis as typeof globalThis & { finecutHeld?: { owner: string; held: Held } }
shared.finecutHeld ??= { owner: `${hostname()}:${process.pid}:${randomUUID()}`, held: new Map() }
const { held } = shared.finecutHeld

/** This process, as other processes know it. */
export const owner: string = shared.finecutHeld.owner

let timer: NodeJS.Timeout | undefined

export type Lease = {
  /** Waits until the jobs that came into the queue before, in any process, have ended; no longer than the signal. */
  turn: () => Promise<void>
  end: () => Promise<void>
}

/** The right of a job to run, against other processes; on SQLite there are none. */
export function openLease(id: string, queue: string, controller: AbortController): Lease {
  if (engine === 'sqlite') return { turn: async () => {}, end: async () => {} }
  const row: JobRow = { id, owner, queue }
  const job = { controller, isThere: false }
  held.set(id, job)
  timer ??= setInterval(() => void sayAlive(), beatMs)
  const added = transaction((tx) => addJob(tx, row)).then(() => {
    job.isThere = true
  })
  // it is awaited at its turn
  added.catch(() => {})
  return {
    async turn() {
      await added
      while (!controller.signal.aborted && !(await transaction((tx) => isTurnOf(tx, row)))) await wait(lookMs)
    },
    async end() {
      held.delete(id)
      if (held.size === 0) {
        clearInterval(timer)
        timer = undefined
      }
      await transaction((tx) => removeJob(tx, row))
    },
  }
}

/** A beat that fails is made up for by the next one; after twenty seconds without, others take the work over. */
async function sayAlive(): Promise<void> {
  try {
    const known = [...held].filter(([, { isThere }]) => isThere)
    const rows = await transaction((tx) => beat(tx, owner))
    const isCancelled = new Map(rows.map((row) => [row.id, row.cancelled]))
    for (const [id, { controller }] of known) {
      if (isCancelled.get(id)) controller.abort('cancelled' satisfies StopReason)
      // others thought that this process was gone, and clear up after it
      if (!isCancelled.has(id)) controller.abort('shutdown' satisfies StopReason)
    }
  } catch {
    // see above
  }
}
