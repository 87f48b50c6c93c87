import { setDatasetState } from '@/lib/datasets/commands'
import { datasetParams, datasetStateChange } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'manage a dataset', params: datasetParams, body: datasetStateChange },
  ({ actor, params, body }) => setDatasetState(actor, params.dataset, body),
)
