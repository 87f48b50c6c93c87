import { getFindingsSummary } from '@/lib/checks/queries/summary'
import { findingsSummary, summaryQuery } from '@/lib/checks/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: summaryQuery, answer: findingsSummary },
  ({ actor, params, query }) => getFindingsSummary(actor, params.dataset, query),
)
