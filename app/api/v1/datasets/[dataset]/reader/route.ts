import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { startReading } from '@/lib/second-reader/commands/start-reading'
import { getReader } from '@/lib/second-reader/queries'
import { newReading, readerState } from '@/lib/second-reader/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: readerState },
  ({ actor, params }) => getReader(actor, params.dataset),
)

export const POST = route(
  {
    access: 'decide on examples',
    params: datasetParams,
    body: newReading,
    maxBytes: 4 << 20,
    answer: idAnswer,
  },
  ({ actor, params, body }) => startReading(actor, params.dataset, body),
)
