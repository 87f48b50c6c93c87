import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { createTagGroup } from '@/lib/tags/commands/tag-groups'
import { newTagGroup } from '@/lib/tags/schema'

export const POST = route(
  { access: 'manage tags', params: datasetParams, body: newTagGroup, answer: idAnswer },
  ({ actor, params, body }) => createTagGroup(actor, params.dataset, body),
)
