import 'server-only'
import { readdir } from 'node:fs/promises'
import { dataFolder } from '@/lib/db/paths'
import type { Touched } from '@/lib/purge/schema'
import type { PurgeStep } from './job'
import { purgeUploads } from './uploads'
import { purgeVersions } from './versions'

/** Versions whose files hold the text lose them, uploads that hold it go whole, backups are named. */
export async function purgeFiles(
  step: PurgeStep,
): Promise<Pick<Touched, 'versions' | 'uploads' | 'backups'>> {
  const versions = await purgeVersions(step)
  const uploads = await purgeUploads(step)
  // one that is being made holds it too
  const backups = (await readdir(dataFolder('backups')))
    .filter((name) => /\.db(\.partial)?$/.test(name))
    .sort()
  return { versions, uploads, backups }
}
