import { route } from '@/lib/result/route'
import { changeWeakSpot } from '@/lib/weak-spots/commands'
import { spotParams, weakSpotChange } from '@/lib/weak-spots/schema'

export const PATCH = route(
  { access: 'manage tags', params: spotParams, body: weakSpotChange },
  ({ actor, params: { dataset, spot }, body }) =>
    changeWeakSpot(actor, { datasetId: dataset, spotId: spot }, body),
)
