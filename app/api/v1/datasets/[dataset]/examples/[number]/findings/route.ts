import { getExampleFindings } from '@/lib/checks/queries/findings'
import { exampleFindings } from '@/lib/checks/schema'
import { exampleParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: exampleParams, answer: exampleFindings },
  ({ actor, params }) => getExampleFindings(actor, { datasetId: params.dataset, number: params.number }),
)
