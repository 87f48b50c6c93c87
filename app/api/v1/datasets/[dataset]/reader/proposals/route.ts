import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { proposeExamples } from '@/lib/second-reader/commands/start-reading'
import { listProposals } from '@/lib/second-reader/queries'
import { about, newProposals } from '@/lib/second-reader/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: about },
  ({ actor, params, query }) => listProposals(actor, params.dataset, query),
)

export const POST = route(
  { access: 'decide on examples', params: datasetParams, body: newProposals },
  ({ actor, params, body }) => proposeExamples(actor, params.dataset, body),
)
