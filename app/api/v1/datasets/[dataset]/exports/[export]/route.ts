import { getExport } from '@/lib/exports/queries'
import { exportParams, exportRow } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'export examples', params: exportParams, answer: exportRow },
  ({ actor, params }) => getExport(actor, { datasetId: params.dataset, exportId: params.export }),
)
