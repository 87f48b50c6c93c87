import 'server-only'
import { rm } from 'node:fs/promises'
import { authoriseDataset } from '@/lib/auth/authorise'
import { can } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import { transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { type ImportJob, importQueue } from '@/lib/jobs/import/job'
import { runImport } from '@/lib/jobs/import/run'
import { announceJob, startJob } from '@/lib/jobs/room'
import { getFirstAnswer, operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { findUpload, uploadPath } from '@/lib/uploads/read'
import { deleteUpload } from '@/lib/uploads/writes'
import { type AskedOf, type Planned, planImport, requireColumns, rowOf } from '../plan-import'
import type { NewImport } from '../schema'
import { addImport } from '../writes'

/**
 * Starts the import of a complete upload, which is used up by it; the job goes on after the answer.
 * @throws AppError `not_found` for the upload, `conflict` `uploadIncomplete`, `invalid` `noSuchColumn` or `gzipBroken`
 */
export async function startImport(
  actor: Actor,
  datasetId: string,
  request: NewImport,
): Promise<{ id: string }> {
  const facts = await authoriseDataset(actor, 'import examples', datasetId)
  const { uploadId, onError, sourceKey = null } = request
  // the file goes with its import: the same request again would not find it
  const op = { request, action: 'import.start', datasetId }
  const first = await getFirstAnswer<{ id: string }>(actor, op)
  if (first) return first.answer
  const at = { datasetId, uploadId }
  const asked = { format: request.format, options: request.options ?? {} }
  const path = uploadPath(uploadId)
  const planned = await planUpload(await transaction((tx) => findUpload(tx, actor, at)), path, asked)
  let job: ImportJob | undefined
  const answer = await operate(actor, op, async (tx) => {
    const { fileName, size, sha256 } = requireComplete(await findUpload(tx, actor, at))
    await refuseWhilePurging(tx, datasetId)
    const id = newId()
    const row = { fileName, size, sha256, ...rowOf(planned, asked), onError, sourceKey }
    await announceJob(tx, id, importQueue)
    await addImport(tx, { id, datasetId, userId: actor.id, ...row })
    // another import of it may have come between
    if ((await deleteUpload(tx, uploadId)) === 0) throw new AppError('not_found')
    const makesTags = can(actor, 'manage tags', facts)
    const { plan } = planned
    job = { importId: id, datasetId, actorId: actor.id, path, plan, onError, sourceKey, makesTags }
    return {
      answer: { id },
      details: row,
      target: id,
      events: [{ type: 'import', datasetId, importId: id, actorId: actor.id }],
    }
  })
  // the same operation again made no job
  if (job) void runAndRemove(job)
  return answer
}

type FoundUpload = Awaited<ReturnType<typeof findUpload>>

async function planUpload(upload: FoundUpload, path: string, asked: AskedOf): Promise<Planned> {
  const planned = await planImport({ path, ...requireComplete(upload) }, asked)
  requireColumns(planned)
  return planned
}

function requireComplete(upload: FoundUpload): FoundUpload & { sha256: string } {
  const { sha256, received } = upload
  if (sha256 === null) throw new AppError('conflict', 'uploadIncomplete', { details: { received } })
  return { ...upload, sha256 }
}

function runAndRemove(job: ImportJob): Promise<void> {
  return startJob(job.importId, importQueue, async (signal) => {
    try {
      await runImport(job, signal)
    } finally {
      await rm(job.path, { force: true })
    }
  })
}
