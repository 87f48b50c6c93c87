import { datasetParams } from '@/lib/examples/address'
import { startPurge } from '@/lib/purge/commands/start-purge'
import { listPurges } from '@/lib/purge/queries'
import { purgeList, purgeRequest } from '@/lib/purge/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const GET = route(
  { access: 'purge texts', params: datasetParams, answer: purgeList },
  async ({ actor, params }) => ({
    purges: await listPurges(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'purge texts', params: datasetParams, body: purgeRequest, answer: idAnswer },
  ({ actor, params, body }) => startPurge(actor, params.dataset, body),
)
