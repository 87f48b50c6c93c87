import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { createUpload } from '@/lib/uploads/commands/create-upload'
import { newUpload, upload } from '@/lib/uploads/schema'

export const POST = route(
  { access: 'import examples', params: datasetParams, body: newUpload, answer: upload },
  ({ actor, params, body }) => createUpload(actor, params.dataset, body),
)
