import { exampleParams } from '@/lib/examples/address'
import { getExample } from '@/lib/examples/queries/example'
import { exampleDetail } from '@/lib/examples/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: exampleParams, answer: exampleDetail },
  ({ actor, params }) => getExample(actor, params.dataset, params.number),
)
