import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { setPromptRemoved } from '@/lib/weak-spots/commands'
import { promptChange, promptParams } from '@/lib/weak-spots/schema'

export const PATCH = route(
  { access: 'manage tags', params: promptParams, body: promptChange, answer: done },
  ({ actor, params: { dataset, spot, prompt }, body }) =>
    setPromptRemoved(actor, { datasetId: dataset, spotId: spot, promptId: prompt }, body),
)
