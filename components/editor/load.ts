import { getExample } from '@/lib/examples/client'
import type { ExampleDetail } from '@/lib/examples/schema'
import type { Outbox } from '@/lib/outbox/outbox'
import type { Entry } from '@/lib/outbox/schema'
import type { Result } from '@/lib/result/schema'
import type { Waiting } from './waiting'

export type Loaded = { detail: ExampleDetail; waiting: Waiting[] }

/** What of a browser's entries is not in this text yet: one that was sent may be, though its answer has not arrived. */
export function waitingOn(
  detail: Pick<ExampleDetail, 'ownOperations'>,
  entries: readonly Entry[],
): Waiting[] {
  const done = new Set(detail.ownOperations.map(({ operationId }) => operationId))
  return entries
    .filter(({ operationId }) => operationId === null || !done.has(operationId))
    .map(({ seq, edits, trouble, revision }) => ({ seq, edits, trouble, revision }))
}

/**
 * An example as the server has it, and what waits on top of it: no edit is in both, none in neither. What waits is
 * read before and after, and all of it once more where something came, went, or was sent in between. `ground` is what
 * must not change either while this reads.
 */
export async function loadExample(
  outbox: { userId: string; storage: Pick<Outbox['storage'], 'listOf'> },
  datasetId: string,
  number: number,
  { signal, ground = () => null }: { signal?: AbortSignal; ground?: () => unknown } = {},
): Promise<Result<Loaded>> {
  const list = () => outbox.storage.listOf(outbox.userId, datasetId, number)
  for (;;) {
    const stood = ground()
    const before = await list()
    const detail = await getExample(datasetId, number, signal)
    if (!detail.ok) return detail
    const entries = await list()
    if (stood !== ground() || key(before) !== key(entries)) continue
    return { ok: true, value: { detail: detail.value, waiting: waitingOn(detail.value, entries) } }
  }
}

const key = (entries: readonly Entry[]) => entries.map((e) => `${e.seq}:${e.operationId}`).join()
