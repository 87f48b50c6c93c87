import { route } from '@/lib/result/route'
import { restoreTag } from '@/lib/tags/commands/tags'
import { restoreAnswer, tagParams, tagReturn } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagParams, body: tagReturn, answer: restoreAnswer },
  ({ actor, params, body }) => restoreTag(actor, params.dataset, params.tag, body),
)
