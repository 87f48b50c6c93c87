import { getCost } from '@/lib/cost/queries'
import { costAnswer } from '@/lib/cost/schema'
import { datasetParams } from '@/lib/examples/address'
import { costRequest } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

// a recipe is too long for an address: nothing changes by it
export const POST = route(
  { access: 'see a dataset', params: datasetParams, body: costRequest, answer: costAnswer },
  ({ actor, params, body, request }) => getCost(actor, params.dataset, body, request.signal),
)
