import { route } from '@/lib/result/route'
import { makeVersionCurrent } from '@/lib/versions/commands/make-current'
import { versionAct, versionParams } from '@/lib/versions/schema'

export const POST = route(
  { access: 'export examples', params: versionParams, body: versionAct },
  ({ actor, params, body }) =>
    makeVersionCurrent(actor, { datasetId: params.dataset, versionId: params.version }, body),
)
