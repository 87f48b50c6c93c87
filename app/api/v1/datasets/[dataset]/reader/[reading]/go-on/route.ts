import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { goOnReading } from '@/lib/second-reader/commands/turn-reading'
import { readingGoOn, readingParams } from '@/lib/second-reader/schema'

export const POST = route(
  { access: 'decide on examples', params: readingParams, body: readingGoOn, answer: idAnswer },
  ({ actor, params, body }) => goOnReading(actor, { datasetId: params.dataset, runId: params.reading }, body),
)
