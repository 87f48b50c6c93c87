import { checkEverything } from '@/lib/checks/commands/check-everything'
import { checkRunRequest } from '@/lib/checks/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: checkRunRequest, answer: idAnswer },
  ({ actor, params, body }) => checkEverything(actor, params.dataset, body),
)
