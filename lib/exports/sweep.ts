import 'server-only'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { db, transaction } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { isLostJob } from '@/lib/jobs/room'
import { publish } from '@/lib/live/hub'
import { partialFolder } from './read'
import { endExport } from './writes'

/** Ends exports whose process is gone. Others may be running, here and in other processes. */
export async function endLostExports(): Promise<void> {
  const running = await db().export.findMany({
    where: { state: 'running' },
    select: { id: true, datasetId: true, userId: true },
  })
  for (const { id, datasetId, userId } of running) {
    if (!(await isLostJob(id))) continue
    await transaction((tx) => endExport(tx, id, { state: 'failed', message: 'exportInterrupted' }))
    await rm(partialFolder(id), { recursive: true, force: true })
    publish([{ type: 'export', datasetId, exportId: id, actorId: userId }])
  }
}

/** Ends what a killed process left running, and removes files that belong to no export. At start, before any runs. */
export async function sweepExports(): Promise<void> {
  await endLostExports()
  const rows = await db().export.findMany({
    where: { state: { in: ['done', 'running'] } },
    select: { id: true, state: true },
  })
  const known = new Set(rows.flatMap(({ id, state }) => (state === 'done' ? [id] : [id, `${id}.partial`])))
  const folder = dataFolder('exports')
  for (const name of await readdir(folder))
    if (!known.has(name)) await rm(join(folder, name), { recursive: true, force: true })
}
