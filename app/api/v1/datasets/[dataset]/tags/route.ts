import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { createTag } from '@/lib/tags/commands/tags'
import { listTagGroups } from '@/lib/tags/queries'
import { newTag, tagList } from '@/lib/tags/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: tagList },
  async ({ actor, params }) => ({
    groups: await listTagGroups(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'manage tags', params: datasetParams, body: newTag, answer: idAnswer },
  ({ actor, params, body }) => createTag(actor, params.dataset, body),
)
