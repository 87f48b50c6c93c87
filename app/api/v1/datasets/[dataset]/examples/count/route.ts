import { datasetParams, viewQuery } from '@/lib/examples/address'
import { countExamples } from '@/lib/examples/queries/list'
import { exampleCount } from '@/lib/examples/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: viewQuery, answer: exampleCount },
  ({ actor, params, query }) => countExamples(actor, params.dataset, query.q ?? ''),
)
