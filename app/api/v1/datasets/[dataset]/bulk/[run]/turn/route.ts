import { turnBulk } from '@/lib/bulk/commands/turn-bulk'
import { bulkParams, bulkTurn } from '@/lib/bulk/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: bulkParams, body: bulkTurn },
  ({ actor, params, body }) => turnBulk(actor, { datasetId: params.dataset, runId: params.run }, body),
)
