import { previewUpload } from '@/lib/imports/queries/preview'
import { route } from '@/lib/result/route'
import { uploadParams } from '@/lib/uploads/schema'

export const POST = route({ access: 'import examples', params: uploadParams }, ({ actor, params }) =>
  previewUpload(actor, { datasetId: params.dataset, uploadId: params.upload }),
)
