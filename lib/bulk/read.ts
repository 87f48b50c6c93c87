import 'server-only'
import type { BulkRun } from '@/generated/prisma/client'
import type { Tx } from '@/lib/db/client'
import { readFilter } from '@/lib/examples/filter'
import { listMatches } from '@/lib/query/matches'
import type { Cursor } from '@/lib/query/page'
import { type BulkAction, type BulkRunRow, type BulkSelection, type BulkState, isRunning } from './schema'

export type Run = Omit<BulkRun, 'action' | 'selection' | 'state'> & {
  action: BulkAction
  selection: BulkSelection
  state: BulkState
}

const toRun = (row: BulkRun): Run => ({
  ...row,
  action: JSON.parse(row.action) as BulkAction,
  selection: JSON.parse(row.selection) as BulkSelection,
  state: row.state as BulkState,
})

export async function findRun(tx: Tx, datasetId: string, runId: string): Promise<Run | null> {
  const row = await tx.bulkRun.findUnique({ where: { id: runId, datasetId } })
  return row && toRun(row)
}

/** The last 20 of a dataset, newest first. */
export async function listLastRuns(tx: Tx, datasetId: string): Promise<Run[]> {
  const rows = await tx.bulkRun.findMany({
    where: { datasetId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 20,
  })
  return rows.map(toRun)
}

/** The newest of those that took a run back or brought it again; the run itself where there is none. */
export async function findLastOfChain(tx: Tx, rootId: string): Promise<Run> {
  const rows = await tx.bulkRun.findMany({ where: { rootId } })
  const before = new Set(rows.map(({ undoOf }) => undoOf))
  return toRun(rows.find(({ id }) => !before.has(id))!)
}

export function toRunRow(run: Run, byName: string, tagName: string | null): BulkRunRow {
  const { selection } = run
  return {
    id: run.id,
    // a long list that nobody reads
    action: run.action.type === 'keep-one' ? { ...run.action, tags: [] } : run.action,
    tagName,
    selection: 'q' in selection ? { q: selection.q } : { count: countOf(selection) },
    state: run.state,
    cancelling: run.cancelling && isRunning(run.state),
    total: run.total,
    changed: run.changed,
    unchanged: run.unchanged,
    skipped: run.skipped,
    failed: run.failed,
    message: run.message,
    undoOf: run.undoOf,
    rootId: run.rootId,
    takesBack: run.takesBack,
    userId: run.userId,
    byName,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  }
}

const tagOf = ({ action }: Run): string | null => ('tagId' in action ? action.tagId : null)

/** The name of the tag that each of these runs is about. */
export async function tagNamesOf(tx: Tx, runs: readonly Run[]): Promise<(run: Run) => string | null> {
  const ids = [...new Set(runs.flatMap((run) => tagOf(run) ?? []))]
  if (ids.length === 0) return () => null
  const tags = await tx.tag.findMany({
    where: { id: { in: ids }, deletedAt: null },
    select: { id: true, name: true },
  })
  const names = new Map(tags.map(({ id, name }) => [id, name]))
  return (run) => names.get(tagOf(run) ?? '') ?? null
}

const countOf = (selection: Exclude<BulkSelection, { q: string }>): number =>
  ('seen' in selection ? selection.seen : selection.numbers).length

const highestId = 2_147_483_647

/**
 * Numbers and revisions of what is selected, in batches of at most 500, by number, from after `after` on.
 * @throws AppError `invalid` `badQuery`
 */
export async function* eachSelected(
  tx: Tx,
  actorId: string,
  datasetId: string,
  selection: BulkSelection,
  after: number,
): AsyncGenerator<{ number: number; revision: number }[]> {
  const select = { number: true, revision: true } as const
  const orderBy = { number: 'asc' } as const
  if ('numbers' in selection) {
    const numbers = [...new Set(selection.numbers)].filter((n) => n > after).sort((a, b) => a - b)
    for (let at = 0; at < numbers.length; at += 500) {
      const some = numbers.slice(at, at + 500)
      yield await tx.example.findMany({
        where: { datasetId, number: { in: some }, visible: true },
        orderBy,
        select,
      })
    }
    return
  }
  if ('seen' in selection) {
    const seen = [...new Map(selection.seen)].filter(([n]) => n > after).sort(([a], [b]) => a - b)
    for (let at = 0; at < seen.length; at += 500)
      yield seen.slice(at, at + 500).map(([number, revision]) => ({ number, revision }))
    return
  }
  const except = new Set(selection.except)
  const { query, where, run } = await readFilter(tx, actorId, datasetId, selection.q)
  let cursor: Cursor | null = after > 0 ? { sort: 'number', value: after, tie: highestId } : null
  do {
    const page = await listMatches(run, query, where, { sort: 'number', cursor, limit: 500 })
    const found = await tx.example.findMany({ where: { id: { in: page.ids } }, orderBy, select })
    yield found.filter(({ number }) => !except.has(number))
    cursor = page.next
  } while (cursor)
}
