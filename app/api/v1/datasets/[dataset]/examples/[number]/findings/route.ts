import { getExampleFindings } from '@/lib/checks/queries/findings'
import { exampleParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: exampleParams }, ({ actor, params }) =>
  getExampleFindings(actor, { datasetId: params.dataset, number: params.number }),
)
