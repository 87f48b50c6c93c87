import { keepOne } from '@/lib/duplicates/commands/keep-one'
import { keepRequest } from '@/lib/duplicates/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'decide on examples', params: datasetParams, body: keepRequest, answer: idAnswer },
  ({ actor, params, body }) => keepOne(actor, params.dataset, body),
)
