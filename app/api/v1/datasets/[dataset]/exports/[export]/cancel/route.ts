import { cancelExport } from '@/lib/exports/commands/cancel-export'
import { exportAct, exportParams } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'export examples', params: exportParams, body: exportAct },
  ({ actor, params, body }) =>
    cancelExport(actor, { datasetId: params.dataset, exportId: params.export }, body),
)
