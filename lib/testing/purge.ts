import { cancelPurge } from '@/lib/purge/commands/cancel-purge'
import { startPurge } from '@/lib/purge/commands/start-purge'
import { getPurge } from '@/lib/purge/queries'
import { isPurging, type PurgeRequest, type PurgeRow } from '@/lib/purge/schema'
import { newOperationId } from '@/lib/result/operation-id'
import { local } from './studio'

/** Purges of one dataset as a test sees them: asked for, started, waited for. */
export function purgesOf(datasetId: string, text: string) {
  const request = (more: Partial<PurgeRequest> = {}): PurgeRequest => ({
    operationId: newOperationId(),
    text,
    ignoreCase: false,
    dryRun: false,
    reason: '',
    ...more,
  })
  const ended = async (purgeId: string): Promise<PurgeRow> => {
    for (;;) {
      const row = await getPurge(local, { datasetId, purgeId })
      if (!isPurging(row.state)) return row
      await new Promise((go) => setTimeout(go, 5))
    }
  }
  const start = (more?: Partial<PurgeRequest>) => startPurge(local, datasetId, request(more))
  return {
    request,
    ended,
    start,
    purge: async (more?: Partial<PurgeRequest>) => ended((await start(more)).id),
    cancel: (purgeId: string) => cancelPurge(local, { datasetId, purgeId }, newOperationId()),
  }
}
