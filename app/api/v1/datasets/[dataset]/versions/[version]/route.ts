import { route } from '@/lib/result/route'
import { getVersion } from '@/lib/versions/queries'
import { versionParams, versionRow } from '@/lib/versions/schema'

export const GET = route(
  { access: 'export examples', params: versionParams, answer: versionRow },
  ({ actor, params }) => getVersion(actor, { datasetId: params.dataset, versionId: params.version }),
)
