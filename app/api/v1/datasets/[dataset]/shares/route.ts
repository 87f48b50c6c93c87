import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { createShare } from '@/lib/sharing/commands/create-share'
import { listShares } from '@/lib/sharing/queries'
import { madeShare, newShare, shareList } from '@/lib/sharing/schema'

export const GET = route(
  { access: 'share a dataset', params: datasetParams, answer: shareList },
  ({ actor, params }) => listShares(actor, params.dataset),
)

export const POST = route(
  { access: 'share a dataset', params: datasetParams, body: newShare, answer: madeShare },
  ({ actor, params, body }) => createShare(actor, params.dataset, body),
)
