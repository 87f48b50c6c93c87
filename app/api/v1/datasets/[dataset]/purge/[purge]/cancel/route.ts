import { cancelPurge } from '@/lib/purge/commands/cancel-purge'
import { purgeCancellation, purgeParams } from '@/lib/purge/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'purge texts', params: purgeParams, body: purgeCancellation },
  ({ actor, params, body }) =>
    cancelPurge(actor, { datasetId: params.dataset, purgeId: params.purge }, body.operationId),
)
