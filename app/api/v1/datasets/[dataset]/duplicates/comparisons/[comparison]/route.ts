import { getComparison } from '@/lib/duplicates/queries'
import { comparisonParams, comparisonRow } from '@/lib/duplicates/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: comparisonParams, answer: comparisonRow },
  ({ actor, params }) => getComparison(actor, { datasetId: params.dataset, runId: params.comparison }),
)
