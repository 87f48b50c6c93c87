import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db, type Tx } from '@/lib/db/client'
import { dialect, joinSql, type Sql, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { readFilter } from '@/lib/examples/filter'
import { operate } from '@/lib/operations/operate'
import { eachFiltered } from '../filtered'
import { isThere, whichSql } from '../read'
import type { WaiveAnswer, WaiveRequest } from '../schema'
import { addWaivers, dropWaivers, type ToWaive } from '../writes'

const mostAtOnce = 5_000

/**
 * Says of findings that they may stay, and why, as long as what they are about says the same; or opens them again. At
 * most 5,000 at once: `more` says that the same request, under an operation id of its own, goes on.
 * @throws AppError `invalid` `badQuery`
 */
export async function setWaived(
  actor: Actor,
  datasetId: string,
  request: WaiveRequest,
): Promise<WaiveAnswer> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const action = request.waived ? 'findings.waive' : 'findings.open'
  const meant = await readMeant(actor, datasetId, request)
  return operate(
    actor,
    {
      request,
      action,
      datasetId,
      target: 'act' in request ? request.act : '',
      turn: `findings:${datasetId}`,
    },
    async (tx) => {
      const found = await findMeant(tx, datasetId, request, meant)
      const now = found.slice(0, mostAtOnce)
      if (request.waived) {
        const { act, reason } = request
        await addWaivers(tx, { datasetId, act, reason, byId: actor.id }, now)
      } else await dropWaivers(tx, now)
      return {
        answer: { findings: now.length, more: found.length > mostAtOnce },
        details: { findings: now.length },
        events: [{ type: 'findings', datasetId, number: null, actorId: actor.id }],
      }
    },
  )
}

/** Conditions over alias `f`, each of which finds some of what is meant; a query is asked before the transaction. */
async function readMeant(actor: Actor, datasetId: string, { which }: WaiveRequest): Promise<Sql[][]> {
  if ('findings' in which) {
    const numbers = [...new Set(which.findings.map(([number]) => number))]
    const fingerprints = [...new Set(which.findings.map(([, fingerprint]) => fingerprint))]
    return [[dialect.isOneOf('f."number"', numbers), dialect.isOneOf('f."fingerprint"', fingerprints)]]
  }
  if ('act' in which) {
    const isOf = sql`EXISTS (SELECT 1 FROM "FindingWaiver" w WHERE w."datasetId" = ${datasetId}
      AND w."act" = ${which.act} AND w."exampleId" = f."exampleId" AND w."fingerprint" = f."fingerprint")`
    return [[isOf]]
  }
  const { q = '', ...rest } = which
  const conditions = whichSql(rest)
  if (q.trim() === '') return [conditions]
  const batches: Sql[][] = []
  const filter = await readFilter(db(), actor.id, datasetId, q)
  for await (const ids of eachFiltered(db(), filter, [sql`f."datasetId" = ${datasetId}`, ...conditions]))
    batches.push([...conditions, dialect.isOneOf('f."exampleId"', ids)])
  return batches
}

async function findMeant(
  tx: Tx,
  datasetId: string,
  request: WaiveRequest,
  meant: Sql[][],
): Promise<ToWaive[]> {
  const { which, waived } = request
  const named = 'findings' in which ? new Set(which.findings.map((one) => one.join(' '))) : null
  const found: ToWaive[] = []
  for (const conditions of meant) {
    if (found.length > mostAtOnce) break
    const all = [
      sql`f."datasetId" = ${datasetId} AND f."state" = ${waived ? 'open' : 'waived'}`,
      isThere,
      ...conditions,
    ]
    const rows = await selectSql<{ exampleId: number; number: number; fingerprint: string }>(
      tx,
      sql`SELECT f."exampleId", f."number", f."fingerprint" FROM "Finding" f
        JOIN "Example" e ON e."id" = f."exampleId" WHERE ${joinSql(all, ' AND ')}
        ORDER BY f."number", f."id" LIMIT ${mostAtOnce + 1}`,
    )
    for (const { exampleId, number, fingerprint } of rows)
      if (named?.has(`${Number(number)} ${fingerprint}`) ?? true)
        found.push({ exampleId: Number(exampleId), fingerprint })
  }
  return found
}
