import { route } from '@/lib/result/route'
import { restoreTagGroup } from '@/lib/tags/commands/tag-groups'
import { tagAct, tagGroupParams } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagGroupParams, body: tagAct },
  ({ actor, params, body }) => restoreTagGroup(actor, params.dataset, params.group, body),
)
