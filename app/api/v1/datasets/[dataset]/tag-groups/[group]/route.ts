import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { changeTagGroup } from '@/lib/tags/commands/tag-groups'
import { tagGroupChange, tagGroupParams } from '@/lib/tags/schema'

export const PATCH = route(
  { access: 'manage tags', params: tagGroupParams, body: tagGroupChange, answer: done },
  ({ actor, params, body }) => changeTagGroup(actor, params.dataset, params.group, body),
)
