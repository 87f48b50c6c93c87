import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { listDeletedTags } from '@/lib/tags/queries'
import { deletedTags } from '@/lib/tags/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: deletedTags },
  ({ actor, params }) => listDeletedTags(actor, params.dataset),
)
