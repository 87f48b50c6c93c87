import { route } from '@/lib/result/route'
import { cancelReading } from '@/lib/second-reader/commands/turn-reading'
import { readerAct, readingParams } from '@/lib/second-reader/schema'

export const POST = route(
  { access: 'edit examples', params: readingParams, body: readerAct },
  ({ actor, params, body }) =>
    cancelReading(actor, { datasetId: params.dataset, runId: params.reading }, body),
)
