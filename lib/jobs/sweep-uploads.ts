import 'server-only'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { dataFolder } from '@/lib/db/paths'
import { deleteStaleUploads } from '@/lib/uploads/writes'

const staleMs = 7 * 24 * 60 * 60 * 1000

/** Removes uploads untouched for a week, and files that belong to none. Before any import runs: at start. */
export async function sweepUploads(now = new Date()): Promise<void> {
  await transaction((tx) => deleteStaleUploads(tx, new Date(now.getTime() - staleMs)))
  const rows = await db().upload.findMany({ select: { id: true } })
  const known = new Set(rows.map((row) => row.id))
  const folder = dataFolder('uploads')
  for (const file of await readdir(folder)) {
    if (known.has(file)) continue
    const path = join(folder, file)
    // another process may be importing it
    if (engine === 'postgresql' && (await stat(path)).mtimeMs > now.getTime() - staleMs) continue
    await rm(path, { force: true, recursive: true })
  }
}
