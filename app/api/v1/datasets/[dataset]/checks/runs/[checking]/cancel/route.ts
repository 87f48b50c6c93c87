import { cancelCheckRun } from '@/lib/checks/commands/cancel-check-run'
import { checkRunParams, checkRunRequest } from '@/lib/checks/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: checkRunParams, body: checkRunRequest },
  ({ actor, params, body }) =>
    cancelCheckRun(actor, { datasetId: params.dataset, runId: params.checking }, body),
)
