import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { eachSelected } from '@/lib/bulk/read'
import { db } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import type { Reading } from '@/lib/second-reader/read'
import { addItems, beginReading } from '@/lib/second-reader/writes'
import { persist } from '../import/persist'

/** Lists the questions of a run before the first is asked. Goes on where it was cut off. */
export async function collect(run: Reading, actor: Actor, signal: AbortSignal): Promise<void> {
  const last = await db().readerItem.findFirst({
    where: { runId: run.id },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  let listed = run.total
  for await (const items of eachQuestion(run, actor, last?.number ?? 0)) {
    signal.throwIfAborted()
    const some = items.slice(0, (run.selection?.most ?? items.length) - listed)
    if (some.length > 0) await persist((tx) => addItems(tx, run.id, some))
    listed += some.length
    if (some.length < items.length) break
    await breathe()
  }
  await persist((tx) => beginReading(tx, run.id))
}

type Item = { number: number; seen: number }

async function* eachQuestion(run: Reading, actor: Actor, after: number): AsyncGenerator<Item[]> {
  if (run.task.type === 'propose') {
    const all = Array.from({ length: run.task.count }, (_, i) => ({ number: i + 1, seen: 0 }))
    yield all.filter(({ number }) => number > after)
  } else if (run.selection)
    for await (const found of eachSelected(db(), actor.id, run.datasetId, run.selection.selection, after))
      yield found.map(({ number, revision }) => ({ number, seen: revision }))
}
