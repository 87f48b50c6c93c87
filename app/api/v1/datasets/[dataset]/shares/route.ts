import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { createShare } from '@/lib/sharing/commands/create-share'
import { listShares } from '@/lib/sharing/queries'
import { newShare } from '@/lib/sharing/schema'

export const GET = route({ access: 'share a dataset', params: datasetParams }, ({ actor, params }) =>
  listShares(actor, params.dataset),
)

export const POST = route(
  { access: 'share a dataset', params: datasetParams, body: newShare },
  ({ actor, params, body }) => createShare(actor, params.dataset, body),
)
