import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { changeTag } from '@/lib/tags/commands/tags'
import { tagChange, tagParams } from '@/lib/tags/schema'

export const PATCH = route(
  { access: 'manage tags', params: tagParams, body: tagChange, answer: done },
  ({ actor, params, body }) => changeTag(actor, params.dataset, params.tag, body),
)
