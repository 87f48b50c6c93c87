import { cancelCheckRun } from '@/lib/checks/commands/cancel-check-run'
import { checkRunAct, checkRunParams } from '@/lib/checks/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: checkRunParams, body: checkRunAct },
  ({ actor, params, body }) =>
    cancelCheckRun(actor, { datasetId: params.dataset, runId: params.checking }, body),
)
