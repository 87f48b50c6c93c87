import { cancelPurge } from '@/lib/purge/commands/cancel-purge'
import { purgeCancellation, purgeParams } from '@/lib/purge/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'purge texts', params: purgeParams, body: purgeCancellation, answer: idAnswer },
  ({ actor, params, body }) =>
    cancelPurge(actor, { datasetId: params.dataset, purgeId: params.purge }, body.operationId),
)
