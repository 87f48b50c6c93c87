import { datasetParams } from '@/lib/examples/address'
import { tellPresence } from '@/lib/presence/commands'
import { beat } from '@/lib/presence/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const POST = route(
  { access: 'see a dataset', params: datasetParams, body: beat, answer: done },
  ({ actor, params, body }) => tellPresence(actor, params.dataset, body),
)
