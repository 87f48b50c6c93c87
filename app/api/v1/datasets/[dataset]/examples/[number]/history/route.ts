import { exampleParams } from '@/lib/examples/address'
import { listRevisions } from '@/lib/examples/queries/example'
import { revisionList } from '@/lib/examples/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: exampleParams, answer: revisionList },
  async ({ actor, params }) => ({
    revisions: await listRevisions(actor, params.dataset, params.number),
  }),
)
