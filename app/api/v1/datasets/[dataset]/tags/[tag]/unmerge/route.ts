import { route } from '@/lib/result/route'
import { unmergeTag } from '@/lib/tags/commands/merge'
import { restoreAnswer, tagParams, tagUnmerge } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagParams, body: tagUnmerge, answer: restoreAnswer },
  ({ actor, params, body }) => unmergeTag(actor, params.dataset, params.tag, body),
)
