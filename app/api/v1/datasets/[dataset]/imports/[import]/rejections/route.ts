import { listRejections } from '@/lib/imports/queries/imports'
import { importParams, rejectionPage, rejectionQuery } from '@/lib/imports/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: importParams, query: rejectionQuery, answer: rejectionPage },
  ({ actor, params, query }) =>
    listRejections(actor, { datasetId: params.dataset, importId: params.import }, query.after),
)
