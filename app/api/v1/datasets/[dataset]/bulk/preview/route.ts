import { previewBulk } from '@/lib/bulk/queries/preview'
import { bulkPreview, bulkPreviewRequest } from '@/lib/bulk/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: bulkPreviewRequest, answer: bulkPreview },
  ({ actor, params, body }) => previewBulk(actor, params.dataset, body),
)
