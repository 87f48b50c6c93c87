import 'server-only'
import { db } from '@/lib/db/client'
import { rememberedOf } from '@/lib/imports/remembered'
import type { Counts } from '@/lib/imports/writes'
import { isLostJob, startJob } from '../room'
import { sweepUploads } from '../sweep-uploads'
import { importQueue } from './job'
import { rolledBack } from './run'
import { takeBackImport } from './settle'
import { resumeShowing } from './show'

const columns = {
  datasetId: true,
  userId: true,
  finishedAt: true,
  bytes: true,
  lines: true,
  stored: true,
  skipped: true,
  rejected: true,
  rolledBack: true,
  options: true,
} as const

/**
 * Settles an import that no job runs any more: shown to its end where it was complete, else taken back. It waits in
 * the queue of imports, so that none begins before.
 */
export function settleLostImport(importId: string): Promise<void> {
  return startJob(importId, importQueue, async () => {
    const row = await db().import.findUnique({ where: { id: importId, state: 'running' }, select: columns })
    if (!row) return
    const { datasetId, userId: actorId, finishedAt, bytes, options, ...rest } = row
    const counts: Counts = { ...rest, bytes: Number(bytes) }
    const settled = { importId, datasetId, actorId }
    const mapping = rememberedOf(options)?.options.mapping ?? null
    if (finishedAt) await resumeShowing({ ...settled, plan: { mapping } }, counts)
    else
      await takeBackImport(settled, {
        state: 'failed',
        message: 'importInterrupted',
        counts: rolledBack(counts),
      })
  })
}

/** Imports that ran in a process that is gone: to be called now and then while others may be running. */
export async function recoverLostImports(): Promise<void> {
  const running = await db().import.findMany({ where: { state: 'running' }, select: { id: true } })
  await settleAll(running.map(({ id }) => id))
}

async function settleAll(ids: string[]): Promise<void> {
  const lost: string[] = []
  for (const id of ids) if (await isLostJob(id)) lost.push(id)
  await Promise.all(lost.map((id) => settleLostImport(id)))
}

/**
 * At start: clears up after imports that a crash cut off, and sweeps old uploads. The clearing itself goes on behind
 * the start; its rows were never seen. `done` tells when it has ended.
 */
export async function recoverImports(): Promise<{ done: Promise<void> }> {
  await sweepUploads()
  const running = await db().import.findMany({ where: { state: 'running' }, select: { id: true } })
  return { done: settleAll(running.map(({ id }) => id)) }
}
