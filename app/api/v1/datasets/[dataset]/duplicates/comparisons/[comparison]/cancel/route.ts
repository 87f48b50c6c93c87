import { cancelComparison } from '@/lib/duplicates/commands/cancel-comparison'
import { comparisonAct, comparisonParams } from '@/lib/duplicates/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const POST = route(
  { access: 'edit examples', params: comparisonParams, body: comparisonAct, answer: done },
  ({ actor, params, body }) =>
    cancelComparison(actor, { datasetId: params.dataset, runId: params.comparison }, body),
)
