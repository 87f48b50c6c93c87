import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { proposeExamples } from '@/lib/second-reader/commands/start-reading'
import { listProposals } from '@/lib/second-reader/queries'
import { about, newProposals, proposalList } from '@/lib/second-reader/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: about, answer: proposalList },
  ({ actor, params, query }) => listProposals(actor, params.dataset, query),
)

export const POST = route(
  { access: 'decide on examples', params: datasetParams, body: newProposals, answer: idAnswer },
  ({ actor, params, body }) => proposeExamples(actor, params.dataset, body),
)
