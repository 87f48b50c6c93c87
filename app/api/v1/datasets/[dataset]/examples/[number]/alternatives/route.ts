import { getBeside } from '@/lib/alternatives/queries'
import { beside } from '@/lib/alternatives/schema'
import { exampleParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: exampleParams, answer: beside },
  ({ actor, params: { dataset, number } }) => getBeside(actor, dataset, number),
)
