import { findExportLines } from '@/lib/exports/queries'
import { exportLines, exportLinesQuery, exportParams } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'export examples', params: exportParams, query: exportLinesQuery, answer: exportLines },
  ({ actor, params, query }) =>
    findExportLines(actor, { datasetId: params.dataset, exportId: params.export }, query),
)
