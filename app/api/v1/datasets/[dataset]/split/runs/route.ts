import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { listSplitRuns } from '@/lib/splits/queries'

export const GET = route({ access: 'see a dataset', params: datasetParams }, async ({ actor, params }) => ({
  runs: await listSplitRuns(actor, params.dataset),
}))
