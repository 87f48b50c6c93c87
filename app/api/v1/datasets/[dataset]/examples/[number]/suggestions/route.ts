import { exampleParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { readOne } from '@/lib/second-reader/commands/start-reading'
import { listSuggestions } from '@/lib/second-reader/queries'
import { oneReading } from '@/lib/second-reader/schema'

export const GET = route({ access: 'see a dataset', params: exampleParams }, ({ actor, params }) =>
  listSuggestions(actor, params.dataset, params.number),
)

export const POST = route(
  { access: 'edit examples', params: exampleParams, body: oneReading },
  ({ actor, params, body }) => readOne(actor, { datasetId: params.dataset, number: params.number }, body),
)
