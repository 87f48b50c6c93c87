import { setDatasetState } from '@/lib/datasets/commands'
import { datasetParams, datasetStateChange } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const POST = route(
  { access: 'manage a dataset', params: datasetParams, body: datasetStateChange, answer: done },
  ({ actor, params, body }) => setDatasetState(actor, params.dataset, body),
)
