import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { orderTags } from '@/lib/tags/commands/tags'
import { tagOrder } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: datasetParams, body: tagOrder, answer: done },
  ({ actor, params, body }) => orderTags(actor, params.dataset, body),
)
