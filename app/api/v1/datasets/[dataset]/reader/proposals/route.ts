import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { proposeExamples } from '@/lib/second-reader/commands/start-reading'
import { newProposals } from '@/lib/second-reader/schema'

export const POST = route(
  { access: 'decide on examples', params: datasetParams, body: newProposals },
  ({ actor, params, body }) => proposeExamples(actor, params.dataset, body),
)
