import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { changeWeakSpot } from '@/lib/weak-spots/commands'
import { spotParams, weakSpotChange } from '@/lib/weak-spots/schema'

export const PATCH = route(
  { access: 'manage tags', params: spotParams, body: weakSpotChange, answer: done },
  ({ actor, params: { dataset, spot }, body }) =>
    changeWeakSpot(actor, { datasetId: dataset, spotId: spot }, body),
)
