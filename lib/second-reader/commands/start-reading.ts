import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { readFilter } from '@/lib/examples/filter'
import { type ReadingJob, readerQueue } from '@/lib/jobs/reader/job'
import { startReadingJob } from '@/lib/jobs/reader/start'
import { announceJob } from '@/lib/jobs/room'
import type { LiveEvent } from '@/lib/live/schema'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { requireTag } from '@/lib/tags/read'
import { findSpot } from '@/lib/weak-spots/read'
import { requireConsent } from '../endpoint'
import type { NewProposals, NewReading, OneReading, ReadingTask } from '../schema'
import { unlimitedMoney } from '../words'
import { addReading, type NewReading as NewRun } from '../writes'

type Asked = { request: { operationId: string }; isShort?: boolean }
type Wanted = Pick<NewRun, 'task' | 'selection' | 'mostMoney'>

/** Lets the model read what is selected, as a job. Leads alone: it sends much, and costs. */
export async function startReading(
  actor: Actor,
  datasetId: string,
  request: NewReading,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'decide on examples', datasetId)
  const { looks, selection, mostMoney, mostExamples } = request
  const task: ReadingTask = { type: 'read', looks: [...new Set(looks)] }
  return begin(actor, datasetId, { request }, async (tx) => {
    if ('q' in selection) await readFilter(tx, actor.id, datasetId, selection.q)
    return { task, selection: { selection, most: mostExamples }, mostMoney }
  })
}

/** Lets the model read one example. @throws AppError `not_found` */
export async function readOne(
  actor: Actor,
  { datasetId, number }: { datasetId: string; number: number },
  request: OneReading,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const { looks, messageId } = request
  const task: ReadingTask = { type: 'read', looks: [...new Set(looks)], ...(messageId ? { messageId } : {}) }
  return begin(actor, datasetId, { request, isShort: true }, async (tx) => {
    if ((await tx.example.count({ where: { datasetId, number, visible: true } })) === 0)
      throw new AppError('not_found')
    // whoever reads it pays for one question whatever it costs
    return { task, selection: { selection: { numbers: [number] }, most: 1 }, mostMoney: unlimitedMoney }
  })
}

/**
 * Lets the model propose examples that are missing. Each lands excluded, with a suggestion: who accepts it makes it a
 * draft. `about` says what they are for, see lib/jobs/reader/landed.ts.
 * @throws AppError `not_found`, for a tag `tagGone`
 */
export async function proposeExamples(
  actor: Actor,
  datasetId: string,
  request: NewProposals,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'decide on examples', datasetId)
  const { operationId: _, mostMoney, ...rest } = request
  return begin(actor, datasetId, { request }, async (tx) => {
    for (const tagId of rest.tagIds) await requireTag(tx, datasetId, tagId)
    const spot = rest.about?.kind === 'weak-spot' ? await findSpot(tx, datasetId, rest.about.id) : null
    if (rest.about?.kind === 'weak-spot' && (!spot || spot.deletedAt)) throw new AppError('not_found')
    return { task: { type: 'propose', ...rest }, selection: null, mostMoney }
  })
}

async function begin(
  actor: Actor,
  datasetId: string,
  { request, isShort = false }: Asked,
  prepare: (tx: Tx) => Promise<Wanted>,
): Promise<{ id: string }> {
  let job: ReadingJob | undefined
  const answer = await operate(actor, { request, action: 'reader.start', datasetId }, async (tx) => {
    const { model, host } = await requireConsent(tx, datasetId)
    await refuseWhilePurging(tx, datasetId)
    const wanted = await prepare(tx)
    const id = newId()
    await addReading(tx, { id, datasetId, userId: actor.id, model, host, ...wanted })
    job = { runId: id, datasetId, actor, isShort }
    await announceJob(tx, id, readerQueue(job))
    const { type } = wanted.task
    const events: LiveEvent[] = [{ type: 'reader', datasetId, actorId: actor.id }]
    return { answer: { id }, target: id, details: { type, model, host, mostMoney: wanted.mostMoney }, events }
  })
  // the same operation again made no job
  if (job) void startReadingJob(job)
  return answer
}
