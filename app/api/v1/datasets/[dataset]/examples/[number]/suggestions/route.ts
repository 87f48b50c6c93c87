import { exampleParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { readOne } from '@/lib/second-reader/commands/start-reading'
import { listSuggestions } from '@/lib/second-reader/queries'
import { oneReading, suggestionList } from '@/lib/second-reader/schema'

export const GET = route(
  { access: 'see a dataset', params: exampleParams, answer: suggestionList },
  ({ actor, params }) => listSuggestions(actor, params.dataset, params.number),
)

export const POST = route(
  { access: 'edit examples', params: exampleParams, body: oneReading, answer: idAnswer },
  ({ actor, params, body }) => readOne(actor, { datasetId: params.dataset, number: params.number }, body),
)
