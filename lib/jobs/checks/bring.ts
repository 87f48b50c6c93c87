import 'server-only'
import type { Brought } from '@/lib/checks/check-job'
import type { Queue } from '@/lib/checks/threads'
import { addTouched, countBrought, setEntries } from '@/lib/checks/writes'
import { db } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'
import { persist } from '../import/persist'
import { findSharers, hashesOf, partnersOf } from './partners'
import { readStates, type ToCheck } from './subjects'
import { giveWay } from './urgent'

const nothing = { entries: '', hash: '', keys: [] as number[] }

/** What is kept of what an example brings. */
export type Kept = { hash: string; keys: number[] }

export type Bringing = { from: ToCheck; brought: Brought }

/**
 * Keeps what examples bring to others, and makes those due that are held against something else now, but `besides`. What
 * is kept from here on, by id; of an example that changed meanwhile nothing is.
 */
export async function keepEntries(
  datasetId: string,
  bringing: readonly Bringing[],
  { queue, besides }: { queue: Queue; besides: readonly number[] },
): Promise<Map<number, Kept>> {
  const examples = bringing.map(({ from }) => from)
  const brought = new Map(
    bringing.flatMap(({ from, brought }) => (from.counts ? [[from.id, brought] as const] : [])),
  )
  const ids = examples.map(({ id }) => id)
  const before = await hashesOf(db(), ids)
  const changed = examples.filter(({ id }) => (before.get(id)?.hash ?? '') !== (brought.get(id)?.hash ?? ''))
  const kept = new Map(examples.map(({ id }): [number, Kept] => [id, brought.get(id) ?? nothing]))
  if (changed.length === 0) return kept
  if (queue === 'later') await giveWay()
  return persist(async (tx) => {
    await takeTurn(tx, `findings:${datasetId}`)
    const own = changed.map(({ id }) => id)
    const [now, had] = [await readStates(tx, own), await hashesOf(tx, own)]
    const same = changed.filter(({ id, revision }) => now.get(id)?.revision === revision)
    for (const { id } of changed) if (!same.some((one) => one.id === id)) kept.delete(id)
    // who shares what goes is asked before it goes
    const left = await findSharers(
      tx,
      same.flatMap(({ id }) => had.get(id)?.keys ?? []),
    )
    await setEntries(
      tx,
      datasetId,
      same.map(({ id, number }) => ({ exampleId: id, number, ...(brought.get(id) ?? nothing) })),
    )
    const come = await findSharers(
      tx,
      same.flatMap(({ id }) => brought.get(id)?.keys ?? []),
    )
    const touched = new Set(
      same.flatMap(({ id }) => [
        ...partnersOf(left, id, had.get(id)?.keys ?? []),
        ...partnersOf(come, id, brought.get(id)?.keys ?? []),
      ]),
    )
    for (const id of besides) touched.delete(id)
    await addTouched(tx, datasetId, [...touched])
    await countBrought(tx, datasetId)
    return kept
  })
}
