import { planBalance } from '@/lib/balance/queries'
import { balancePlan } from '@/lib/balance/schema'
import { datasetParams } from '@/lib/examples/address'
import { balanceRequest } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

// a recipe is too long for an address: nothing changes by it
export const POST = route(
  { access: 'see a dataset', params: datasetParams, body: balanceRequest, answer: balancePlan },
  ({ actor, params, body, request }) => planBalance(actor, params.dataset, body, request.signal),
)
