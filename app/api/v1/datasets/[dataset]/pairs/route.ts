import { makePairs } from '@/lib/alternatives/commands'
import { pairsRequest, pairsStep } from '@/lib/alternatives/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: pairsRequest, answer: pairsStep },
  ({ actor, params, body }) => makePairs(actor, params.dataset, body),
)
