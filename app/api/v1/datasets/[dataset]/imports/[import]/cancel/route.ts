import { cancelImport } from '@/lib/imports/commands/cancel-import'
import { importCancellation, importParams } from '@/lib/imports/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'import examples', params: importParams, body: importCancellation, answer: idAnswer },
  ({ actor, params, body }) =>
    cancelImport(actor, { datasetId: params.dataset, importId: params.import }, body.operationId),
)
