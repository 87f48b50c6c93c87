import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { addWeakSpot } from '@/lib/weak-spots/commands'
import { listWeakSpots } from '@/lib/weak-spots/queries'
import { newWeakSpot, weakSpotList } from '@/lib/weak-spots/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: weakSpotList },
  async ({ actor, params }) => ({
    spots: await listWeakSpots(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'manage tags', params: datasetParams, body: newWeakSpot, answer: idAnswer },
  ({ actor, params, body }) => addWeakSpot(actor, params.dataset, body),
)
