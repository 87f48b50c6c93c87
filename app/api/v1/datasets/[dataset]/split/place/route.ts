import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { placeNew } from '@/lib/splits/commands/place-new'
import { placeRequest } from '@/lib/splits/schema'

export const POST = route(
  { access: 'export examples', params: datasetParams, body: placeRequest, answer: idAnswer },
  ({ actor, params, body }) => placeNew(actor, params.dataset, body),
)
