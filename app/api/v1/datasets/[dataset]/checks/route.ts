import { listChecks } from '@/lib/checks/queries/checks'
import { checkList } from '@/lib/checks/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: checkList },
  async ({ actor, params }) => ({
    checks: await listChecks(actor, params.dataset),
  }),
)
