import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { createTag } from '@/lib/tags/commands/tags'
import { listTagGroups } from '@/lib/tags/queries'
import { newTag } from '@/lib/tags/schema'

export const GET = route({ access: 'see a dataset', params: datasetParams }, async ({ actor, params }) => ({
  groups: await listTagGroups(actor, params.dataset),
}))

export const POST = route(
  { access: 'manage tags', params: datasetParams, body: newTag },
  ({ actor, params, body }) => createTag(actor, params.dataset, body),
)
