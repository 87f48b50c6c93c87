import { exportLines } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'
import { findVersionLines } from '@/lib/versions/queries'
import { versionLinesQuery, versionParams } from '@/lib/versions/schema'

export const GET = route(
  { access: 'export examples', params: versionParams, query: versionLinesQuery, answer: exportLines },
  ({ actor, params, query }) =>
    findVersionLines(actor, { datasetId: params.dataset, versionId: params.version }, query),
)
