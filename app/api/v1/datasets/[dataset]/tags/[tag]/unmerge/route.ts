import { route } from '@/lib/result/route'
import { unmergeTag } from '@/lib/tags/commands/merge'
import { tagAct, tagParams } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagParams, body: tagAct },
  ({ actor, params, body }) => unmergeTag(actor, params.dataset, params.tag, body),
)
