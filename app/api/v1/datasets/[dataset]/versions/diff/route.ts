import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { diffVersions } from '@/lib/versions/queries'
import { diffQuery, versionDiff } from '@/lib/versions/schema'

export const GET = route(
  { access: 'export examples', params: datasetParams, query: diffQuery, answer: versionDiff },
  ({ actor, params, query }) => diffVersions(actor, params.dataset, query),
)
