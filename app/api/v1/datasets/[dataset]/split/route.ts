import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { getSplit } from '@/lib/splits/queries'

export const GET = route({ access: 'see a dataset', params: datasetParams }, ({ actor, params }) =>
  getSplit(actor, params.dataset),
)
