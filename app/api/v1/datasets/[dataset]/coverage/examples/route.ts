import { startExample } from '@/lib/coverage/commands'
import { startRequest } from '@/lib/coverage/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: startRequest },
  ({ actor, params, body }) => startExample(actor, params.dataset, body),
)
