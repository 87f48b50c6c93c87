import { route } from '@/lib/result/route'
import { restoreTag } from '@/lib/tags/commands/tags'
import { tagParams, tagReturn } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagParams, body: tagReturn },
  ({ actor, params, body }) => restoreTag(actor, params.dataset, params.tag, body),
)
