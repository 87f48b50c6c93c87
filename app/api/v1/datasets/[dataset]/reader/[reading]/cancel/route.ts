import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { cancelReading } from '@/lib/second-reader/commands/turn-reading'
import { readerAct, readingParams } from '@/lib/second-reader/schema'

export const POST = route(
  { access: 'edit examples', params: readingParams, body: readerAct, answer: done },
  ({ actor, params, body }) =>
    cancelReading(actor, { datasetId: params.dataset, runId: params.reading }, body),
)
