import { startBulk } from '@/lib/bulk/commands/start-bulk'
import { listBulkRuns } from '@/lib/bulk/queries/runs'
import { newBulkRun } from '@/lib/bulk/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: datasetParams }, async ({ actor, params }) => ({
  runs: await listBulkRuns(actor, params.dataset),
}))

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: newBulkRun, maxBytes: 4 << 20 },
  ({ actor, params, body }) => startBulk(actor, params.dataset, body),
)
