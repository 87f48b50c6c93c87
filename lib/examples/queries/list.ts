import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { countTotal } from '@/lib/distribution/counters'
import { countMatches, listMatches, type Matches } from '@/lib/query/matches'
import { type Cursor, parseCursor, printCursor } from '@/lib/query/page'
import { defaultSort, type Sort } from '@/lib/query/words'
import { AppError } from '@/lib/result/app-error'
import { readFilter } from '../filter'
import { readRows } from '../read-rows'
import type { ListedExample } from '../schema'

export type ListRequest = { q?: string; sort?: Sort; cursor?: string; limit?: number }

const pageSize = 50
const mostCounted = 10_000

/** One page of the examples a query finds. @throws AppError `invalid` `badQuery`, `badCursor` */
export async function listExamples(
  actor: Actor,
  datasetId: string,
  request: ListRequest,
): Promise<{ rows: ListedExample[]; next: string | null }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const sort = request.sort ?? defaultSort
  const cursor = request.cursor ? parseCursor(request.cursor, sort) : null
  if (request.cursor && !cursor) throw new AppError('invalid', 'badCursor')
  const { query, where, run } = await readFilter(db(), actor.id, datasetId, request.q ?? '')
  const found = await listMatches(run, query, where, { sort, cursor, limit: request.limit ?? pageSize })
  return { rows: await readRows(db(), found.ids), next: found.next ? printCursor(found.next) : null }
}

/**
 * How many a query finds (counted up to 10,000), how many there are outside the trash, and of how many of the dataset the
 * search rows are still to be made, where it asks for words: their texts are read instead.
 */
export async function countExamples(
  actor: Actor,
  datasetId: string,
  q: string,
): Promise<{ count: number; total: number; most: number; searchDue: number }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const { query, where, run, searchDue } = await readFilter(db(), actor.id, datasetId, q)
  const [count, total] = await Promise.all([
    query.length === 0 ? 0 : countMatches(run, query, where, mostCounted),
    countTotal(db(), datasetId),
  ])
  return { count: query.length === 0 ? total : count, total, most: mostCounted, searchDue }
}

/** The neighbours of an example inside a filtered and sorted list; null at its ends. */
export async function findAround(
  actor: Actor,
  datasetId: string,
  number: number,
  request: { q?: string; sort?: Sort },
): Promise<{ previous: number | null; next: number | null }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const sort = request.sort ?? defaultSort
  const here = await db().example.findUnique({
    where: { datasetId_number: { datasetId, number }, visible: true },
    select: { id: true, number: true, updatedAt: true, tokens: true, turns: true, status: true },
  })
  if (!here) throw new AppError('not_found')
  const { query, where, run } = await readFilter(db(), actor.id, datasetId, request.q ?? '')
  const column = sort.replace('-', '') as 'number' | 'updated' | 'tokens' | 'turns' | 'status'
  const values = { ...here, updated: here.updatedAt.toISOString().replace('Z', '+00:00') }
  const cursor: Cursor = { sort, value: values[column], tie: column === 'status' ? here.number : here.id }
  const nearest = async (backward: boolean): Promise<number | null> => {
    for (let place: Cursor | null = cursor; place; ) {
      const found: Matches = await listMatches(run, query, where, { sort, cursor: place, limit: 1, backward })
      if (found.ids.length > 0) return numberOf(found.ids[0])
      place = found.next
    }
    return null
  }
  const [previous, next] = await Promise.all([nearest(true), nearest(false)])
  return { previous, next }
}

async function numberOf(id: number | undefined): Promise<number | null> {
  if (id === undefined) return null
  const row = await db().example.findUnique({ where: { id }, select: { number: true } })
  return row?.number ?? null
}
