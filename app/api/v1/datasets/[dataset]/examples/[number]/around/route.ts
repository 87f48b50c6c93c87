import { exampleParams, viewQuery } from '@/lib/examples/address'
import { findAround } from '@/lib/examples/queries/list'
import { neighbours } from '@/lib/examples/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: exampleParams, query: viewQuery, answer: neighbours },
  ({ actor, params, query }) => findAround(actor, params.dataset, params.number, query),
)
