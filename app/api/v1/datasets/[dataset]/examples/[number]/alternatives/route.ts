import { getBeside } from '@/lib/alternatives/queries'
import { exampleParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: exampleParams },
  ({ actor, params: { dataset, number } }) => getBeside(actor, dataset, number),
)
