import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { removeUpload } from '@/lib/uploads/commands/remove-upload'
import { storePart } from '@/lib/uploads/commands/store-part'
import { getUpload } from '@/lib/uploads/queries'
import { partAnswer, partQuery, upload, uploadParams } from '@/lib/uploads/schema'

export const GET = route(
  { access: 'import examples', params: uploadParams, answer: upload },
  ({ actor, params }) => getUpload(actor, { datasetId: params.dataset, uploadId: params.upload }),
)

export const PUT = route(
  { access: 'import examples', params: uploadParams, query: partQuery, answer: partAnswer },
  ({ actor, params, query, request }) =>
    storePart(
      actor,
      { datasetId: params.dataset, uploadId: params.upload },
      { offset: query.offset, sha256: request.headers.get('x-part-sha256'), body: request.body },
    ),
)

export const DELETE = route(
  { access: 'import examples', params: uploadParams, answer: idAnswer },
  ({ actor, params }) => removeUpload(actor, { datasetId: params.dataset, uploadId: params.upload }),
)
