import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { eachSelected } from '@/lib/bulk/read'
import { reserveNumbers } from '@/lib/datasets/writes'
import { db, type Tx } from '@/lib/db/client'
import { findExample, findExamples, type StoredExample } from '@/lib/examples/read'
import { insertExamples } from '@/lib/examples/writes'
import { setTags } from '@/lib/examples/writes/changes'
import type { LiveEvent } from '@/lib/live/schema'
import { getFirstAnswer, operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { eachOnce, pairsByKey, type Ready, readyPair, type Wanted, wantedOf } from './make'
import { rejectedHash } from './read'
import type { PairMade, PairRequest, PairsRequest, PairsStep } from './schema'
import { addPairs } from './writes'

const mostAttempts = 20
const examplesAtOnce = 50
const pairsAtOnce = 500

const turnOf = (datasetId: string) => `pairs:${datasetId}`

/**
 * Preference examples of one example: drafts beside it in its dataset, each made once.
 * @throws AppError `not_found` `alternativeGone`; `invalid` `pairNotApproved`, `nothingReturned`, `pairNotText` where
 * the two are not two different texts behind a prompt
 */
export async function makePair(
  actor: Actor,
  { datasetId, number }: { datasetId: string; number: number },
  request: PairRequest,
): Promise<{ pairs: PairMade[] }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const operation = { request, action: 'pair.make', datasetId, target: String(number) }
  const first = await getFirstAnswer<{ pairs: PairMade[] }>(actor, operation)
  if (first) return first.answer
  return onWhatStands(async () => {
    const example = await findExample(db(), datasetId, number)
    if (!example) throw new AppError('not_found')
    const wanted = eachOnce(choose(request, example, await wantedOf(db(), example)))
    const ready = (await readyPairs(wanted)).slice(0, pairsAtOnce)
    if (ready.length === 0) throw new AppError('invalid', 'pairNotText')
    return operate(actor, { ...operation, turn: turnOf(datasetId) }, async (tx) => {
      const { made, there } = await storePairs(tx, actor, datasetId, ready)
      const pairs = [...there, ...made.map((pair) => ({ number: pair, made: true, trashed: false }))]
      return { answer: { pairs }, details: { made }, events: changed(actor, datasetId, made) }
    })
  })
}

function choose(request: PairRequest, example: StoredExample, all: Wanted[]): Wanted[] {
  if (request.from === 'alternative') {
    const { alternativeId } = request
    if (!example.alternatives.some(({ id }) => id === alternativeId))
      throw new AppError('not_found', 'alternativeGone')
    return all.filter(({ candidate: { of } }) => of !== 'returned' && of.alternativeId === alternativeId)
  }
  if (example.status !== 'approved') throw new AppError('invalid', 'pairNotApproved')
  const { messageId = null } = request
  const found = all.filter(
    ({ candidate }) => candidate.of === 'returned' && [null, candidate.messageId].includes(messageId),
  )
  if (found.length === 0) throw new AppError('invalid', 'nothingReturned')
  return found
}

/**
 * Every pair that the next of these examples could make, of alternatives and of what was returned; `dryRun` counts
 * them. One short step: `next` says where the following one begins.
 * @throws AppError `invalid` `badQuery`
 */
export async function makePairs(actor: Actor, datasetId: string, request: PairsRequest): Promise<PairsStep> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const operation = { request, action: 'pairs.make', datasetId }
  const first = request.dryRun ? undefined : await getFirstAnswer<PairsStep>(actor, operation)
  if (first) return first.answer
  return onWhatStands(async () => {
    const { numbers, looked, next } = await findSources(actor, datasetId, request)
    const wanted: Wanted[] = []
    for (const example of await findExamples(db(), datasetId, numbers))
      wanted.push(...(await wantedOf(db(), example)))
    const known = await pairsByKey(db(), wanted)
    const each = eachOnce(wanted)
    const fresh = each.filter(({ key }) => !known.has(key))
    const there = each.length - fresh.length
    const all = await readyPairs(fresh)
    if (request.dryRun) return { looked, next, there, made: [], count: all.length }
    const ready = all.slice(0, pairsAtOnce)
    // the rest of these examples is the next step's
    const isWhole = ready.length === all.length
    const step = { looked: isWhole ? looked : 0, next: isWhole ? next : request.after, there }
    return operate(actor, { ...operation, turn: turnOf(datasetId) }, async (tx) => {
      const { made } = await storePairs(tx, actor, datasetId, ready)
      const answer = { ...step, made, count: made.length }
      return { answer, details: { made: made.length }, events: changed(actor, datasetId, made) }
    })
  })
}

/** The next of these examples of which pairs may be made. */
async function findSources(actor: Actor, datasetId: string, { selection, after }: PairsRequest) {
  for await (const batch of eachSelected(db(), actor.id, datasetId, selection, after)) {
    if (batch.length === 0) continue
    const rows = await db().example.findMany({
      where: {
        datasetId,
        number: { in: batch.map(({ number }) => number) },
        kind: 'chat',
        trashedAt: null,
        OR: [
          { alternatives: { some: {} } },
          { status: 'approved', revisions: { some: { statusAfter: 'changes_requested' } } },
        ],
      },
      orderBy: { number: 'asc' },
      take: examplesAtOnce,
      select: { number: true },
    })
    const last = rows.length < examplesAtOnce ? batch.at(-1)! : rows.at(-1)!
    const numbers = rows.map(({ number }) => number)
    const looked = batch.filter(({ number }) => number <= last.number).length
    return { numbers, looked, next: last.number }
  }
  return { numbers: [], looked: 0, next: null }
}

async function readyPairs(wanted: readonly Wanted[]): Promise<Ready[]> {
  const ready: Ready[] = []
  for (const one of wanted) {
    const pair = await readyPair(one)
    if (pair) ready.push(pair)
  }
  return ready
}

/** Stores what is not there yet, where each source still is what it was when it was read. */
async function storePairs(tx: Tx, actor: Actor, datasetId: string, ready: readonly Ready[]) {
  await refuseWhilePurging(tx, datasetId)
  const sources = new Map(ready.map(({ source }) => [source.id, source.revision]))
  const rows = await tx.example.findMany({
    where: { id: { in: [...sources.keys()] } },
    select: { id: true, revision: true },
  })
  if (rows.some(({ id, revision }) => sources.get(id) !== revision))
    throw new AppError('conflict', 'staleRevision')
  const known = await pairsByKey(tx, ready)
  const there: PairMade[] = ready.flatMap(({ key }) => {
    const pair = known.get(key)
    return pair ? [{ number: pair.number, made: false, trashed: pair.trashed }] : []
  })
  const fresh = ready.filter(({ key }) => !known.has(key))
  if (fresh.length === 0) return { made: [], there }
  const firstNumber = await reserveNumbers(tx, datasetId, fresh.length)
  const place = { datasetId, firstNumber, authorId: actor.id, visible: true }
  await insertExamples(
    tx,
    place,
    fresh.map(({ example }) => example),
  )
  const made = await tx.example.findMany({
    where: { datasetId, number: { gte: firstNumber, lt: firstNumber + fresh.length } },
    orderBy: { number: 'asc' },
    select: { id: true, number: true },
  })
  await setTags(
    tx,
    made.map(({ id }, i) => ({ id, tags: { before: [], after: fresh[i]!.tags } })),
  )
  await addPairs(
    tx,
    datasetId,
    made.map(({ id }, i) => {
      const { source, candidate } = fresh[i]!
      return {
        pairId: id,
        sourceId: source.id,
        messageId: candidate.messageId,
        rejectedHash: rejectedHash(candidate.rejected),
      }
    }),
  )
  return { made: made.map(({ number }) => number), there }
}

const changed = (actor: Actor, datasetId: string, made: number[]): LiveEvent[] =>
  made.length > 0 ? [{ type: 'examples', datasetId, actorId: actor.id }] : []

/** Once more on what stands there now, where a save came between reading and writing. */
async function onWhatStands<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof AppError) || error.reason !== 'staleRevision') throw error
      if (count === mostAttempts) throw new AppError('unavailable', 'unavailable', { retryAfterSeconds: 1 })
    }
  }
}
