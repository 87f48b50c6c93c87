import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { cancelSplit } from '@/lib/splits/commands/cancel-split'
import { splitRunAct, splitRunParams } from '@/lib/splits/schema'

export const POST = route(
  { access: 'export examples', params: splitRunParams, body: splitRunAct, answer: done },
  ({ actor, params, body }) =>
    cancelSplit(actor, { datasetId: params.dataset, runId: params.splitRun }, body),
)
