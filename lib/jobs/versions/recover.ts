import 'server-only'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { db, transaction } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { publish } from '@/lib/live/hub'
import { dropLooseBlobs, endFormat, endMaking } from '@/lib/versions/writes'
import { isLostJob } from '../room'
import { versionJob } from './run'

/** Ends versions and formats whose process is gone; the bytes that it had stored so far go with it. */
export async function endLostVersions(): Promise<void> {
  const running = await db().versionFormat.findMany({
    where: { state: 'running' },
    select: { versionId: true, format: true, datasetId: true, userId: true },
  })
  for (const { versionId, format, datasetId, userId } of running) {
    const job = versionJob(versionId, format)
    if (!(await isLostJob(job))) continue
    await transaction(async (tx) => {
      await endFormat(tx, { versionId, format }, { state: 'failed', message: 'versionInterrupted' })
      await endMaking(tx, versionId, 'failed')
      await dropLooseBlobs(tx)
    })
    await rm(join(dataFolder('versions'), job), { recursive: true, force: true })
    publish([{ type: 'version', datasetId, versionId, actorId: userId }])
  }
}
