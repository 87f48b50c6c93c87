import { setApart } from '@/lib/duplicates/commands/set-apart'
import { apartAnswer, apartRequest } from '@/lib/duplicates/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'decide on examples', params: datasetParams, body: apartRequest, answer: apartAnswer },
  ({ actor, params, body }) => setApart(actor, params.dataset, body),
)
