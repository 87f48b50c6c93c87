import { datasetParams } from '@/lib/datasets/schema'
import { getDistribution } from '@/lib/distribution/queries'
import { distributionQuery } from '@/lib/distribution/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: distributionQuery },
  ({ actor, params, query }) => getDistribution(actor, params.dataset, query),
)
