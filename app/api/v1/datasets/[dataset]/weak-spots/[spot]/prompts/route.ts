import { route } from '@/lib/result/route'
import { addPrompts } from '@/lib/weak-spots/commands'
import { listPrompts } from '@/lib/weak-spots/queries'
import { newPrompts, promptPage, promptsAdded, promptsQuery, spotParams } from '@/lib/weak-spots/schema'

export const GET = route(
  { access: 'see a dataset', params: spotParams, query: promptsQuery, answer: promptPage },
  ({ actor, params: { dataset, spot }, query }) =>
    listPrompts(actor, { datasetId: dataset, spotId: spot }, query.after),
)

export const POST = route(
  { access: 'manage tags', params: spotParams, body: newPrompts, maxBytes: 16 << 20, answer: promptsAdded },
  ({ actor, params: { dataset, spot }, body }) =>
    addPrompts(actor, { datasetId: dataset, spotId: spot }, body),
)
