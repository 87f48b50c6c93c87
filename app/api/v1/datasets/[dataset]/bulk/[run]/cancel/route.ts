import { cancelBulk } from '@/lib/bulk/commands/cancel-bulk'
import { bulkCancellation, bulkParams } from '@/lib/bulk/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: bulkParams, body: bulkCancellation },
  ({ actor, params, body }) =>
    cancelBulk(actor, { datasetId: params.dataset, runId: params.run }, body.operationId),
)
