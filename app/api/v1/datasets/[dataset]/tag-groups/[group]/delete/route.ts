import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { deleteTagGroup } from '@/lib/tags/commands/tag-groups'
import { tagGroupParams, tagGroupRemoval } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagGroupParams, body: tagGroupRemoval, answer: done },
  ({ actor, params, body }) => deleteTagGroup(actor, params.dataset, params.group, body),
)
