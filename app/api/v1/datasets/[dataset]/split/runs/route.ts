import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { listSplitRuns } from '@/lib/splits/queries'
import { splitRunList } from '@/lib/splits/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: splitRunList },
  async ({ actor, params }) => ({
    runs: await listSplitRuns(actor, params.dataset),
  }),
)
