import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { placeNew } from '@/lib/splits/commands/place-new'
import { placeRequest } from '@/lib/splits/schema'

export const POST = route(
  { access: 'export examples', params: datasetParams, body: placeRequest },
  ({ actor, params, body }) => placeNew(actor, params.dataset, body),
)
