import { route } from '@/lib/result/route'
import { goOnReading } from '@/lib/second-reader/commands/turn-reading'
import { readingGoOn, readingParams } from '@/lib/second-reader/schema'

export const POST = route(
  { access: 'decide on examples', params: readingParams, body: readingGoOn },
  ({ actor, params, body }) => goOnReading(actor, { datasetId: params.dataset, runId: params.reading }, body),
)
