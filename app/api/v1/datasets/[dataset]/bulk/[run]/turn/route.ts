import { turnBulk } from '@/lib/bulk/commands/turn-bulk'
import { bulkParams, bulkTurn } from '@/lib/bulk/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'edit examples', params: bulkParams, body: bulkTurn, answer: idAnswer },
  ({ actor, params, body }) => turnBulk(actor, { datasetId: params.dataset, runId: params.run }, body),
)
