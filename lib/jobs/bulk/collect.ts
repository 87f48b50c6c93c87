import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { eachSelected, type Run } from '@/lib/bulk/read'
import { addItems, beginRunning } from '@/lib/bulk/writes'
import { db } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { persist } from '../import/persist'

/**
 * Lists the examples of a run before any of them changes: what is tagged meanwhile may match no more. Goes on where it
 * was cut off.
 */
export async function collect(run: Run, actor: Actor, signal: AbortSignal): Promise<void> {
  const last = await db().bulkItem.findFirst({
    where: { runId: run.id },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const after = last?.number ?? 0
  for await (const items of run.undoOf ? eachChanged(run.undoOf, after) : eachExample(run, actor, after)) {
    signal.throwIfAborted()
    if (items.length > 0) await persist((tx) => addItems(tx, run.id, items))
    await breathe()
  }
  await persist((tx) => beginRunning(tx, run.id))
}

type Item = { number: number; seen: number }

async function* eachExample(run: Run, actor: Actor, after: number): AsyncGenerator<Item[]> {
  for await (const found of eachSelected(db(), actor.id, run.datasetId, run.selection, after))
    yield found.map(({ number, revision }) => ({ number, seen: revision }))
}

/** What another run changed, with the revisions that it made. */
async function* eachChanged(runId: string, after: number): AsyncGenerator<Item[]> {
  let from = after
  for (;;) {
    const rows = await db().bulkItem.findMany({
      where: { runId, outcome: 'changed', number: { gt: from } },
      orderBy: { number: 'asc' },
      take: 500,
      select: { number: true, revision: true },
    })
    const last = rows.at(-1)
    if (!last) return
    from = last.number
    yield rows.map(({ number, revision }) => ({ number, seen: revision! }))
  }
}
