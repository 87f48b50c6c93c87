import { changeDataset } from '@/lib/datasets/commands'
import { getDataset } from '@/lib/datasets/queries'
import { datasetChange, datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: datasetParams }, ({ actor, params }) =>
  getDataset(actor, params.dataset),
)

export const PATCH = route(
  { access: 'manage a dataset', params: datasetParams, body: datasetChange },
  ({ actor, params, body }) => changeDataset(actor, params.dataset, body),
)
