import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { makeVersionCurrent } from '@/lib/versions/commands/make-current'
import { versionAct, versionParams } from '@/lib/versions/schema'

export const POST = route(
  { access: 'export examples', params: versionParams, body: versionAct, answer: done },
  ({ actor, params, body }) =>
    makeVersionCurrent(actor, { datasetId: params.dataset, versionId: params.version }, body),
)
