import { datasetParams } from '@/lib/datasets/schema'
import { getDistribution } from '@/lib/distribution/queries'
import { distribution, distributionQuery } from '@/lib/distribution/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: distributionQuery, answer: distribution },
  ({ actor, params, query }) => getDistribution(actor, params.dataset, query),
)
