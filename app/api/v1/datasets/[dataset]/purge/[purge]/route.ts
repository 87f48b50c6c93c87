import { getPurge } from '@/lib/purge/queries'
import { purgeParams, purgeRow } from '@/lib/purge/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'purge texts', params: purgeParams, answer: purgeRow },
  ({ actor, params }) => getPurge(actor, { datasetId: params.dataset, purgeId: params.purge }),
)
