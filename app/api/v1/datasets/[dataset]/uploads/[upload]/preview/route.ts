import { previewUpload } from '@/lib/imports/queries/preview'
import { preview, previewRequest } from '@/lib/imports/schema'
import { route } from '@/lib/result/route'
import { uploadParams } from '@/lib/uploads/schema'

export const POST = route(
  { access: 'import examples', params: uploadParams, body: previewRequest, answer: preview },
  ({ actor, params, body }) =>
    previewUpload(actor, { datasetId: params.dataset, uploadId: params.upload }, body),
)
