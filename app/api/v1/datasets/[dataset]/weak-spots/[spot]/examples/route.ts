import { route } from '@/lib/result/route'
import { linkExample } from '@/lib/weak-spots/commands'
import { spotLink, spotParams } from '@/lib/weak-spots/schema'

export const POST = route(
  { access: 'edit examples', params: spotParams, body: spotLink },
  ({ actor, params: { dataset, spot }, body }) =>
    linkExample(actor, { datasetId: dataset, spotId: spot }, body),
)
