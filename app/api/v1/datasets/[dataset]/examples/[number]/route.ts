import { exampleParams } from '@/lib/examples/address'
import { getExample } from '@/lib/examples/queries/example'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: exampleParams }, ({ actor, params }) =>
  getExample(actor, params.dataset, params.number),
)
