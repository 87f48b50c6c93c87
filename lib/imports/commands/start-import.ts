import 'server-only'
import { rm } from 'node:fs/promises'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { type ImportJob, importQueue } from '@/lib/jobs/import/job'
import { runImport } from '@/lib/jobs/import/run'
import { announceJob, startJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { findUpload, uploadPath } from '@/lib/uploads/read'
import { deleteUpload } from '@/lib/uploads/writes'
import type { NewImport } from '../schema'
import { addImport } from '../writes'

/**
 * Starts the import of a complete upload, which is used up by it; the job goes on after the answer.
 * @throws AppError `not_found` for the upload, `conflict` `uploadIncomplete`
 */
export async function startImport(
  actor: Actor,
  datasetId: string,
  request: NewImport,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'import examples', datasetId)
  const { operationId, uploadId, onError, sourceKey = null } = request
  let job: ImportJob | undefined
  const answer = await operate(actor, { operationId, action: 'import.start', datasetId }, async (tx) => {
    const { fileName, size, sha256, received } = await findUpload(tx, actor, { datasetId, uploadId })
    if (sha256 === null) throw new AppError('conflict', 'uploadIncomplete', { details: { received } })
    const id = newId()
    const row = { fileName, size, sha256, format: 'openai-chat', onError, sourceKey }
    await announceJob(tx, id, importQueue)
    await addImport(tx, { id, datasetId, userId: actor.id, ...row })
    await deleteUpload(tx, uploadId)
    const path = uploadPath(uploadId)
    job = { importId: id, datasetId, actorId: actor.id, path, onError, sourceKey }
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

function runAndRemove(job: ImportJob): Promise<void> {
  return startJob(job.importId, importQueue, async (signal) => {
    try {
      await runImport(job, signal)
    } finally {
      await rm(job.path, { force: true })
    }
  })
}
