import { datasetParams } from '@/lib/examples/address'
import { checkExport } from '@/lib/exports/queries'
import { checkRequest, exportCheck } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'export examples', params: datasetParams, body: checkRequest, answer: exportCheck },
  ({ actor, params, body, request }) => checkExport(actor, params.dataset, body.recipe, request.signal),
)
