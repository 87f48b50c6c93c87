import 'server-only'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { authoriseDataset } from '@/lib/auth/authorise'
import { can } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import type { ReadOptions } from '@/lib/formats/schema'
import { catchUp } from '@/lib/jobs/catch-up/run'
import { importQueue } from '@/lib/jobs/import/job'
import { runImport } from '@/lib/jobs/import/run'
import { announceJob, cancelJob, startJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { hashFile } from '@/lib/uploads/part-file'
import { maxUploadBytes } from '@/lib/uploads/schema'
import { planImport, requireColumns, rowOf } from '../plan-import'
import { getImport } from '../queries/imports'
import type { ImportFormat, ImportRow, OnError } from '../schema'
import { addImport, type Counts } from '../writes'

export type FileImport = {
  datasetId: string
  path: string
  onError: OnError
  format?: ImportFormat
  options?: ReadOptions
  sourceKey?: string
  onProgress?: (counts: Counts & { size: number }) => void
  /** Aborting it cancels the import. */
  signal?: AbortSignal
}

/**
 * Imports a file of this machine in this process, to its end: what the command line does when no server runs.
 * @throws AppError `too_large` `fileTooLarge` over 2 GiB, `invalid` `noSuchColumn`; a missing file's own error.
 */
export async function runImportFile(actor: Actor, request: FileImport): Promise<ImportRow> {
  const facts = await authoriseDataset(actor, 'import examples', request.datasetId)
  const { datasetId, path, onError, sourceKey = null, onProgress, signal } = request
  const { size } = await stat(path)
  if (size > maxUploadBytes)
    throw new AppError('too_large', 'fileTooLarge', { params: { bytes: maxUploadBytes } })
  const asked = { format: request.format ?? 'auto', options: request.options ?? {} }
  const planned = await planImport({ path, fileName: basename(path), size, received: size }, asked)
  requireColumns(planned)
  const importId = newId()
  const sha256 = await hashFile(path, size)
  const row = { fileName: basename(path), size, sha256, ...rowOf(planned, asked), onError, sourceKey }
  const operation = { request: { operationId: newId() }, action: 'import.start', datasetId, target: importId }
  await operate(actor, operation, async (tx) => {
    await refuseWhilePurging(tx, datasetId)
    await announceJob(tx, importId, importQueue)
    await addImport(tx, { id: importId, datasetId, userId: actor.id, ...row })
    return { answer: { id: importId }, details: row }
  })
  const makesTags = can(actor, 'manage tags', facts)
  const { plan } = planned
  const job = { importId, datasetId, actorId: actor.id, path, plan, onError, sourceKey, makesTags }
  const cancel = () => void cancelJob(importId)
  const running = startJob(importId, importQueue, (stop) =>
    runImport({ ...job, onProgress: (counts) => onProgress?.({ ...counts, size }) }, stop),
  )
  signal?.addEventListener('abort', cancel)
  if (signal?.aborted) cancel()
  await running
  // nobody else would do it: this process ends after it
  await catchUp()
  signal?.removeEventListener('abort', cancel)
  return getImport(actor, datasetId, importId)
}
