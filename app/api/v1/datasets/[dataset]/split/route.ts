import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { getSplit } from '@/lib/splits/queries'
import { splitState } from '@/lib/splits/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: splitState },
  ({ actor, params }) => getSplit(actor, params.dataset),
)
