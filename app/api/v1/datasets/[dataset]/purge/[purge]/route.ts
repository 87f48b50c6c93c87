import { getPurge } from '@/lib/purge/queries'
import { purgeParams } from '@/lib/purge/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'purge texts', params: purgeParams }, ({ actor, params }) =>
  getPurge(actor, { datasetId: params.dataset, purgeId: params.purge }),
)
