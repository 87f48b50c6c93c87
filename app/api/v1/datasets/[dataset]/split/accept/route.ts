import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { acceptHeld } from '@/lib/splits/commands/accept-held'
import { acceptAnswer, acceptRequest } from '@/lib/splits/schema'

export const POST = route(
  { access: 'export examples', params: datasetParams, body: acceptRequest, answer: acceptAnswer },
  ({ actor, params, body }) => acceptHeld(actor, params.dataset, body),
)
