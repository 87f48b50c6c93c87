import { datasetParams } from '@/lib/examples/address'
import { tellPresence } from '@/lib/presence/commands'
import { beat } from '@/lib/presence/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'see a dataset', params: datasetParams, body: beat },
  ({ actor, params, body }) => tellPresence(actor, params.dataset, body),
)
