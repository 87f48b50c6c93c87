import { datasetParams, listQuery } from '@/lib/examples/address'
import { createExample } from '@/lib/examples/commands/create-example'
import { listExamples } from '@/lib/examples/queries/list'
import { examplePage, newExampleRequest } from '@/lib/examples/schema'
import { route } from '@/lib/result/route'
import { numberAnswer } from '@/lib/result/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: listQuery, answer: examplePage },
  ({ actor, params, query }) => listExamples(actor, params.dataset, query),
)

export const POST = route(
  {
    access: 'edit examples',
    params: datasetParams,
    body: newExampleRequest,
    maxBytes: 40 * 1024 * 1024,
    answer: numberAnswer,
  },
  ({ actor, params, body }) => createExample(actor, params.dataset, body),
)
