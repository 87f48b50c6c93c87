import { changeDataset } from '@/lib/datasets/commands'
import { getDataset } from '@/lib/datasets/queries'
import { datasetChange, datasetDetail, datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { revisionAnswer } from '@/lib/result/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: datasetDetail },
  ({ actor, params }) => getDataset(actor, params.dataset),
)

export const PATCH = route(
  { access: 'manage a dataset', params: datasetParams, body: datasetChange, answer: revisionAnswer },
  ({ actor, params, body }) => changeDataset(actor, params.dataset, body),
)
