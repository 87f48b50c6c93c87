import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { cancelVersion } from '@/lib/versions/commands/cancel-version'
import { versionAct, versionParams } from '@/lib/versions/schema'

export const POST = route(
  { access: 'export examples', params: versionParams, body: versionAct, answer: done },
  ({ actor, params, body }) =>
    cancelVersion(actor, { datasetId: params.dataset, versionId: params.version }, body),
)
