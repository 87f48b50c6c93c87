import { setCheck } from '@/lib/checks/commands/set-check'
import { checkChange, checkParams } from '@/lib/checks/schema'
import { route } from '@/lib/result/route'
import { revisionAnswer } from '@/lib/result/schema'

export const PATCH = route(
  { access: 'set checks', params: checkParams, body: checkChange, answer: revisionAnswer },
  ({ actor, params, body }) => setCheck(actor, { datasetId: params.dataset, check: params.check }, body),
)
