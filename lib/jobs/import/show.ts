import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { addDueRange } from '@/lib/checks/writes'
import { db, type Tx } from '@/lib/db/client'
import { dialect } from '@/lib/db/dialect'
import { breathe } from '@/lib/db/reader'
import { createStatistics } from '@/lib/db/statistics'
import { addDue } from '@/lib/examples/writes/due'
import { showImportedExamples } from '@/lib/examples/writes/imports'
import type { Counts } from '@/lib/imports/writes'
import { catchUp } from '../catch-up/run'
import { foldAll } from '../fold-counters'
import { type Settled, tell, writeEnd } from './end'
import { firstHiddenNumber } from './job'
import { persist } from './persist'
import { putTags } from './tag-rows'

// rows with neighbouring entries in the indexes are written once: half of this takes a fifth longer
const rowsPerShow = 1_000
const followMs = 100
const tellMs = 1_000

/** One step of showing, from the `done`-th row on: no harm where some of its rows are shown already. */
export async function showStep(tx: Tx, settled: Settled, done: number, shift: number): Promise<void> {
  const from = firstHiddenNumber + done
  const to = from + rowsPerShow
  await showImportedExamples(tx, { ...settled, from, to }, shift)
  const shown = { ...settled, from: from + shift, to: to + shift }
  await addDue(tx, shown)
  await addDueRange(tx, shown)
  const tags = settled.plan?.mapping?.tags
  if (tags) await putTags(tx, shown, tags)
}

/**
 * Shows the rows behind the first step, or from the `done`-th on after a crash, and ends the import. As many steps at
 * once as the engine writes at once; the chart follows them.
 */
export async function showRest(
  settled: Settled,
  counts: Counts,
  shift: number,
  done = rowsPerShow,
): Promise<void> {
  const statistics = createStatistics({ import: settled.importId })
  let next = done
  let lanes = dialect.writers
  let failed = false
  async function show(): Promise<void> {
    try {
      while (next < counts.stored && !failed) {
        const from = next
        next += rowsPerShow
        await persist((tx) => showStep(tx, settled, from, shift))
        await breathe()
      }
    } catch (error) {
      failed = true
      throw error
    } finally {
      lanes -= 1
    }
  }
  async function follow(): Promise<void> {
    let toldAt = Date.now()
    while (lanes > 0) {
      await foldAll(settled.datasetId)
      await statistics.grown(next)
      await wait(followMs)
      if (Date.now() - toldAt < tellMs) continue
      tell(settled, true)
      toldAt = Date.now()
    }
  }
  const showing = Array.from({ length: lanes }, show)
  const ends = await Promise.allSettled([...showing, follow()])
  const lost = ends.find((end) => end.status === 'rejected')
  if (lost) throw lost.reason
  await foldAll(settled.datasetId)
  await persist((tx) => writeEnd(tx, settled, { state: 'done', counts }))
  await statistics.done(counts.stored)
  tell(settled, true)
  void catchUp()
}

/** Goes on with showing a complete import after a crash: the first row says which number comes next. */
export async function resumeShowing(settled: Settled, counts: Counts): Promise<void> {
  const firstOf = (visible: boolean) =>
    db().example.findFirst({
      where: { importId: settled.importId, visible },
      orderBy: { number: 'asc' },
      select: { number: true },
    })
  const [shown, hidden] = [await firstOf(true), await firstOf(false)]
  const done = hidden ? hidden.number - firstHiddenNumber : counts.stored
  await showRest(settled, counts, (shown?.number ?? 0) - firstHiddenNumber, done)
}
