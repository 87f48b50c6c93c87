import { route } from '@/lib/result/route'
import { renderFormat } from '@/lib/versions/commands/render-format'
import { formatAct, versionParams } from '@/lib/versions/schema'

export const POST = route(
  { access: 'export examples', params: versionParams, body: formatAct },
  ({ actor, params, body }) =>
    renderFormat(actor, { datasetId: params.dataset, versionId: params.version }, body),
)
