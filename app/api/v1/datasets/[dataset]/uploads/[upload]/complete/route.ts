import { route } from '@/lib/result/route'
import { completeUpload } from '@/lib/uploads/commands/complete-upload'
import { upload, uploadCompletion, uploadParams } from '@/lib/uploads/schema'

export const POST = route(
  { access: 'import examples', params: uploadParams, body: uploadCompletion, answer: upload },
  ({ actor, params, body }) =>
    completeUpload(actor, { datasetId: params.dataset, uploadId: params.upload }, body),
)
