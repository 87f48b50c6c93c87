import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { deleteTag } from '@/lib/tags/commands/tags'
import { tagParams, tagRemoval } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: tagParams, body: tagRemoval, answer: done },
  ({ actor, params, body }) => deleteTag(actor, params.dataset, params.tag, body),
)
