import { cancelBulk } from '@/lib/bulk/commands/cancel-bulk'
import { bulkCancellation, bulkParams } from '@/lib/bulk/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'edit examples', params: bulkParams, body: bulkCancellation, answer: idAnswer },
  ({ actor, params, body }) =>
    cancelBulk(actor, { datasetId: params.dataset, runId: params.run }, body.operationId),
)
