import { datasetParams } from '@/lib/examples/address'
import { purgeText } from '@/lib/purge/commands'
import { purgeRequest } from '@/lib/purge/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'purge texts', params: datasetParams, body: purgeRequest },
  ({ actor, params, body }) => purgeText(actor, params.dataset, body),
)
