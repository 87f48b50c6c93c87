import { cancelExport } from '@/lib/exports/commands/cancel-export'
import { exportAct, exportParams } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const POST = route(
  { access: 'export examples', params: exportParams, body: exportAct, answer: done },
  ({ actor, params, body }) =>
    cancelExport(actor, { datasetId: params.dataset, exportId: params.export }, body),
)
