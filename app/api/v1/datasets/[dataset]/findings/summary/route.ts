import { getFindingsSummary } from '@/lib/checks/queries/summary'
import { summaryQuery } from '@/lib/checks/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: summaryQuery },
  ({ actor, params, query }) => getFindingsSummary(actor, params.dataset, query),
)
