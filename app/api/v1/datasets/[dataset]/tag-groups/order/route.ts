import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { orderTagGroups } from '@/lib/tags/commands/tag-groups'
import { tagGroupOrder } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: datasetParams, body: tagGroupOrder, answer: done },
  ({ actor, params, body }) => orderTagGroups(actor, params.dataset, body),
)
