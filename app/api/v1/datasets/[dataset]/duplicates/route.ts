import { getDuplicates } from '@/lib/duplicates/queries'
import { clustersQuery, duplicates } from '@/lib/duplicates/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: clustersQuery, answer: duplicates },
  ({ actor, params, query }) => getDuplicates(actor, params.dataset, query),
)
