import { previewBulk } from '@/lib/bulk/queries/preview'
import { bulkPreviewRequest } from '@/lib/bulk/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: bulkPreviewRequest },
  ({ actor, params, body }) => previewBulk(actor, params.dataset, body),
)
