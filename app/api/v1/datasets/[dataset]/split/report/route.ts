import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { getSplitReport } from '@/lib/splits/queries'
import { splitReport, splitReportRequest } from '@/lib/splits/schema'

/** A question that is too long for an address: it changes nothing. */
export const POST = route(
  { access: 'see a dataset', params: datasetParams, body: splitReportRequest, answer: splitReport },
  ({ actor, params, body }) => getSplitReport(actor, params.dataset, body),
)
