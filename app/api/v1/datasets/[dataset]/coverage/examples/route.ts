import { startExample } from '@/lib/coverage/commands'
import { startRequest } from '@/lib/coverage/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { numberAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: startRequest, answer: numberAnswer },
  ({ actor, params, body }) => startExample(actor, params.dataset, body),
)
