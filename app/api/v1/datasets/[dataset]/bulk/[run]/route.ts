import { getBulkRun } from '@/lib/bulk/queries/runs'
import { bulkParams, bulkRunRow } from '@/lib/bulk/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: bulkParams, answer: bulkRunRow },
  ({ actor, params }) => getBulkRun(actor, { datasetId: params.dataset, runId: params.run }),
)
