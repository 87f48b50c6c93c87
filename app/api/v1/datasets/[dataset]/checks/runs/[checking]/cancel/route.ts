import { cancelCheckRun } from '@/lib/checks/commands/cancel-check-run'
import { checkRunAct, checkRunParams } from '@/lib/checks/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const POST = route(
  { access: 'edit examples', params: checkRunParams, body: checkRunAct, answer: done },
  ({ actor, params, body }) =>
    cancelCheckRun(actor, { datasetId: params.dataset, runId: params.checking }, body),
)
