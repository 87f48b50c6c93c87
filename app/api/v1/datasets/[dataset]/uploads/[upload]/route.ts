import { route } from '@/lib/result/route'
import { removeUpload } from '@/lib/uploads/commands/remove-upload'
import { storePart } from '@/lib/uploads/commands/store-part'
import { getUpload } from '@/lib/uploads/queries'
import { partQuery, uploadParams } from '@/lib/uploads/schema'

export const GET = route({ access: 'import examples', params: uploadParams }, ({ actor, params }) =>
  getUpload(actor, { datasetId: params.dataset, uploadId: params.upload }),
)

export const PUT = route(
  { access: 'import examples', params: uploadParams, query: partQuery },
  ({ actor, params, query, request }) =>
    storePart(
      actor,
      { datasetId: params.dataset, uploadId: params.upload },
      { offset: query.offset, sha256: request.headers.get('x-part-sha256'), body: request.body },
    ),
)

export const DELETE = route({ access: 'import examples', params: uploadParams }, ({ actor, params }) =>
  removeUpload(actor, { datasetId: params.dataset, uploadId: params.upload }),
)
