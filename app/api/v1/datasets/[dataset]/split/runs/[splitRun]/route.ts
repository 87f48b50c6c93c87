import { route } from '@/lib/result/route'
import { getSplitRun } from '@/lib/splits/queries'
import { splitRunParams, splitRunRow } from '@/lib/splits/schema'

export const GET = route(
  { access: 'see a dataset', params: splitRunParams, answer: splitRunRow },
  ({ actor, params }) => getSplitRun(actor, { datasetId: params.dataset, runId: params.splitRun }),
)
