import { route } from '@/lib/result/route'
import { renderFormat } from '@/lib/versions/commands/render-format'
import { getFormatWeights } from '@/lib/versions/queries'
import { formatAct, formatAnswer, formatQuery, formatWeights, versionParams } from '@/lib/versions/schema'

export const GET = route(
  { access: 'export examples', params: versionParams, query: formatQuery, answer: formatWeights },
  ({ actor, params, query }) =>
    getFormatWeights(actor, { datasetId: params.dataset, versionId: params.version }, query),
)

export const POST = route(
  { access: 'export examples', params: versionParams, body: formatAct, answer: formatAnswer },
  ({ actor, params, body }) =>
    renderFormat(actor, { datasetId: params.dataset, versionId: params.version }, body),
)
