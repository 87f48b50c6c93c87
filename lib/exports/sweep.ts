import 'server-only'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { db, transaction } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { endInterruptedExports } from './writes'

/** Ends what a killed process left running, and removes files that belong to no export. At start, before any runs. */
export async function sweepExports(): Promise<void> {
  await transaction((tx) => endInterruptedExports(tx))
  const rows = await db().export.findMany({ where: { state: 'done' }, select: { id: true } })
  const known = new Set(rows.map((row) => row.id))
  const folder = dataFolder('exports')
  for (const name of await readdir(folder))
    if (!known.has(name)) await rm(join(folder, name), { recursive: true, force: true })
}
