import { startBulk } from '@/lib/bulk/commands/start-bulk'
import { listBulkRuns } from '@/lib/bulk/queries/runs'
import { bulkRunList, newBulkRun } from '@/lib/bulk/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: bulkRunList },
  async ({ actor, params }) => ({
    runs: await listBulkRuns(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: newBulkRun, maxBytes: 4 << 20, answer: idAnswer },
  ({ actor, params, body }) => startBulk(actor, params.dataset, body),
)
