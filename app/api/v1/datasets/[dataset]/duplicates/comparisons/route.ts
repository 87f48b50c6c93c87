import { startComparison } from '@/lib/duplicates/commands/start-comparison'
import { comparisonRequest } from '@/lib/duplicates/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: comparisonRequest, answer: idAnswer },
  ({ actor, params, body }) => startComparison(actor, params.dataset, body),
)
