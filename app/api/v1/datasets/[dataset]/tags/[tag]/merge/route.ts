import { route } from '@/lib/result/route'
import { mergeTag } from '@/lib/tags/commands/merge'
import { mergeAnswer, tagMerge, tagParams } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagParams, body: tagMerge, answer: mergeAnswer },
  ({ actor, params, body }) => mergeTag(actor, params.dataset, params.tag, body),
)
