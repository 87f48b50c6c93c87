import { route } from '@/lib/result/route'
import { restoreTagGroup } from '@/lib/tags/commands/tag-groups'
import { tagGroupParams, tagReturn } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagGroupParams, body: tagReturn },
  ({ actor, params, body }) => restoreTagGroup(actor, params.dataset, params.group, body),
)
