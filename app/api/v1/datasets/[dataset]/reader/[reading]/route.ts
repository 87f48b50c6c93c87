import { route } from '@/lib/result/route'
import { getReading } from '@/lib/second-reader/queries'
import { readingParams, readingRow } from '@/lib/second-reader/schema'

export const GET = route(
  { access: 'see a dataset', params: readingParams, answer: readingRow },
  ({ actor, params }) => getReading(actor, { datasetId: params.dataset, runId: params.reading }),
)
