import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { addRun } from '@/lib/bulk/writes'
import { db, type Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { selectSql } from '@/lib/db/run'
import { type BulkJob, bulkQueue } from '@/lib/jobs/bulk/job'
import { startBulkJob } from '@/lib/jobs/bulk/start'
import { announceJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { tagGroupsOf } from '@/lib/tags/read'
import { bestOf, tagsToMerge } from '../clusters'
import { lastDone } from '../latest'
import { readClusters } from '../read'
import type { KeepRequest } from '../schema'

const mostNumbers = 50_000

/**
 * Of each cluster one example stays and takes over the tags of the others, which are excluded: as one bulk run, that can
 * be undone like any other.
 * @throws AppError `conflict` `noClusters`; `invalid` `tooManyDuplicates`
 */
export async function keepOne(
  actor: Actor,
  datasetId: string,
  request: KeepRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'decide on examples', datasetId)
  // read outside: all clusters of a large dataset take longer than a transaction should
  const chosen = request.clusters === 'all' ? await chooseAll(datasetId) : request.clusters
  const numbers = chosen.flatMap(({ keep, rest }) => [keep, ...rest])
  if (numbers.length === 0) throw new AppError('conflict', 'noClusters')
  if (numbers.length > mostNumbers)
    throw new AppError('invalid', 'tooManyDuplicates', { params: { max: mostNumbers } })
  const groups = await tagGroupsOf(db(), datasetId)
  const tagsOf = await readTags(db(), datasetId, numbers)
  const tags = chosen.flatMap(({ keep, rest }): [number, string[]][] => {
    const merged = tagsToMerge(
      tagsOf.get(keep) ?? [],
      rest.map((number) => tagsOf.get(number) ?? []),
      groups,
    )
    return merged.length > 0 ? [[keep, merged]] : []
  })
  const taking = new Set(tags.map(([keep]) => keep))
  const selection = {
    numbers: chosen.flatMap(({ keep, rest }) => (taking.has(keep) ? [keep, ...rest] : rest)),
  }
  const action = { type: 'keep-one' as const, tags }
  let job: BulkJob | undefined
  const answer = await operate(actor, { request, action: 'bulk.start', datasetId }, async (tx) => {
    await refuseWhilePurging(tx, datasetId)
    const id = newId()
    await addRun(tx, { id, datasetId, userId: actor.id, action, selection })
    await announceJob(tx, id, bulkQueue(datasetId))
    job = { runId: id, datasetId, actor }
    return {
      answer: { id },
      details: { action: { type: action.type }, clusters: chosen.length },
      target: id,
      events: [{ type: 'bulk', datasetId, runId: id, actorId: actor.id }],
    }
  })
  if (job) void startBulkJob(job)
  return answer
}

async function chooseAll(datasetId: string): Promise<{ keep: number; rest: number[] }[]> {
  const done = await lastDone(db(), datasetId)
  if (!done) return []
  const clusters = await readClusters((s) => selectSql(db(), s), datasetId, done.threshold)
  const rows = new Map<number, Parameters<typeof bestOf>[0][number]>()
  const numbers = clusters.flatMap((cluster) => cluster.numbers)
  for (let at = 0; at < numbers.length; at += 500) {
    const some = await db().example.findMany({
      where: { datasetId, number: { in: numbers.slice(at, at + 500) } },
      select: { number: true, status: true, errors: true, problems: true, trainedTokens: true },
    })
    for (const { problems, ...row } of some)
      rows.set(row.number, { ...row, problems: problems === '' ? 0 : problems.split(' ').length })
  }
  return clusters.map((cluster) => {
    const keep = bestOf(cluster.numbers.map((number) => rows.get(number)!)).number
    return { keep, rest: cluster.numbers.filter((number) => number !== keep) }
  })
}

async function readTags(tx: Tx, datasetId: string, numbers: number[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>()
  for (let at = 0; at < numbers.length; at += 500) {
    const rows = await tx.example.findMany({
      where: { datasetId, number: { in: numbers.slice(at, at + 500) } },
      select: {
        number: true,
        tags: { where: { messageId: '', tag: { deletedAt: null } }, select: { tagId: true } },
      },
    })
    for (const { number, tags } of rows)
      found.set(
        number,
        tags.map(({ tagId }) => tagId),
      )
  }
  return found
}
