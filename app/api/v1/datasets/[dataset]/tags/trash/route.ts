import { datasetParams } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { listDeletedTags } from '@/lib/tags/queries'

export const GET = route({ access: 'see a dataset', params: datasetParams }, ({ actor, params }) =>
  listDeletedTags(actor, params.dataset),
)
