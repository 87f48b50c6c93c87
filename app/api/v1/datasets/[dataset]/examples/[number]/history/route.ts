import { exampleParams } from '@/lib/examples/address'
import { listRevisions } from '@/lib/examples/queries/example'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: exampleParams }, async ({ actor, params }) => ({
  revisions: await listRevisions(actor, params.dataset, params.number),
}))
