import { route } from '@/lib/result/route'
import { numberAnswer } from '@/lib/result/schema'
import { beginExample } from '@/lib/weak-spots/commands'
import { promptParams, spotAct } from '@/lib/weak-spots/schema'

export const POST = route(
  { access: 'edit examples', params: promptParams, body: spotAct, answer: numberAnswer },
  ({ actor, params: { dataset, spot, prompt }, body }) =>
    beginExample(actor, { datasetId: dataset, spotId: spot, promptId: prompt }, body),
)
