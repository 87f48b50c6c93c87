import { makePair } from '@/lib/alternatives/commands'
import { pairRequest, pairsMade } from '@/lib/alternatives/schema'
import { exampleParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: exampleParams, body: pairRequest, answer: pairsMade },
  ({ actor, params: { dataset, number }, body }) => makePair(actor, { datasetId: dataset, number }, body),
)
