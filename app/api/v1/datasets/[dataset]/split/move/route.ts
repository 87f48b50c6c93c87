import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { moveGroup } from '@/lib/splits/commands/move-group'
import { moveRequest } from '@/lib/splits/schema'

export const POST = route(
  { access: 'export examples', params: datasetParams, body: moveRequest, answer: idAnswer },
  ({ actor, params, body }) => moveGroup(actor, params.dataset, body),
)
