import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { restoreTagGroup } from '@/lib/tags/commands/tag-groups'
import { tagGroupParams, tagReturn } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagGroupParams, body: tagReturn, answer: done },
  ({ actor, params, body }) => restoreTagGroup(actor, params.dataset, params.group, body),
)
