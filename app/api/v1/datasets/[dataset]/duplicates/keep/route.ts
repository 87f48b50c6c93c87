import { keepOne } from '@/lib/duplicates/commands/keep-one'
import { keepRequest } from '@/lib/duplicates/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'decide on examples', params: datasetParams, body: keepRequest },
  ({ actor, params, body }) => keepOne(actor, params.dataset, body),
)
