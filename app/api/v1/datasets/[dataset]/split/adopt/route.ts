import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { adoptSplit } from '@/lib/splits/commands/adopt-split'
import { adoptRequest } from '@/lib/splits/schema'

export const POST = route(
  { access: 'export examples', params: datasetParams, body: adoptRequest, answer: idAnswer },
  ({ actor, params, body }) => adoptSplit(actor, params.dataset, body),
)
