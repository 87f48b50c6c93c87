import 'server-only'
import { createHmac } from 'node:crypto'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { installSecret } from '@/lib/auth/secret'
import { bumpDataset } from '@/lib/datasets/writes'
import { db, transaction } from '@/lib/db/client'
import { eraseRemnants } from '@/lib/db/erase'
import { newId } from '@/lib/db/ids'
import { purgeExamples } from '@/lib/jobs/purge/examples'
import { purgeFiles } from '@/lib/jobs/purge/files'
import { purgeTables } from '@/lib/jobs/purge/tables'
import { getFirstAnswer, operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { makeNeedle } from './needle'
import { isReserved } from './reserved'
import type { PurgeAnswer, PurgeRequest, Touched } from './schema'
import { addPurge, endPurge } from './writes'

/**
 * Removes a text from a dataset for good: from examples, their originals and history, from search, answers, records and
 * files of exports. What is left is a tombstone without the text. The same again finds what came meanwhile.
 * @throws AppError `invalid` `purgeTooCommon`, `conflict` `purgeBusy` while something is imported, exported or changed in bulk there
 */
export async function purgeText(
  actor: Actor,
  datasetId: string,
  request: PurgeRequest,
): Promise<PurgeAnswer> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  authoriseStudio(actor, 'purge texts')
  const { operationId, text, ignoreCase, dryRun, number, reason } = request
  if (isReserved(text)) throw new AppError('invalid', 'purgeTooCommon')
  const first = await getFirstAnswer<PurgeAnswer>(actor, operationId)
  if (first) return first.answer
  await requireIdle(datasetId)
  const id = dryRun ? null : newId()
  const needle = makeNeedle(text, ignoreCase)
  if (id) {
    const why = needle.without(reason)
    const row = { id, datasetId, actorId: actor.id, ignoreCase, reason: why, textLength: text.length }
    await transaction((tx) => addPurge(tx, { ...row, textHash: traceOf(text) }))
  }
  const run = { id, actor, datasetId, needle, number }
  const touched: Touched = {
    ...(await purgeExamples(run)),
    // of one example alone: the rest of the dataset keeps its words
    rows: number === undefined ? await purgeTables(run) : {},
    ...(await purgeFiles(run)),
  }
  if (!id) return { ...touched, id, isErased: false }
  const answer = { ...touched, id, isErased: await eraseRemnants() }
  const op = { operationId, action: 'text.purge', datasetId, target: id }
  return operate(actor, op, async (tx) => {
    await endPurge(tx, id, touched)
    if (touched.rows.Dataset) await bumpDataset(tx, datasetId)
    const about = { datasetId, actorId: actor.id }
    return {
      answer,
      details: { examples: touched.examples.length, revisions: touched.revisions },
      events: [
        { type: 'examples', ...about },
        { type: 'tags', ...about },
        { type: 'dataset', ...about },
      ],
    }
  })
}

/** Tells whether a text is the one that was purged, and can't be turned back into it without this installation. */
const traceOf = (text: string) =>
  createHmac('sha256', installSecret('auth-secret')).update(`purge:${text}`).digest('base64url')

/** @throws AppError `conflict` `purgeBusy`: what is on its way would bring the text in, or out, behind the purge. */
async function requireIdle(datasetId: string): Promise<void> {
  const where = { datasetId, state: { in: ['collecting', 'running'] } }
  const busy = [db().import.count({ where }), db().export.count({ where }), db().bulkRun.count({ where })]
  if ((await Promise.all(busy)).some((count) => count > 0)) throw new AppError('conflict', 'purgeBusy')
}
