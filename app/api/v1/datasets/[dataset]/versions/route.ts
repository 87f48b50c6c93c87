import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { createVersion } from '@/lib/versions/commands/create-version'
import { listVersions } from '@/lib/versions/queries'
import { newVersion } from '@/lib/versions/schema'

export const GET = route({ access: 'export examples', params: datasetParams }, async ({ actor, params }) => ({
  versions: await listVersions(actor, params.dataset),
}))

export const POST = route(
  { access: 'export examples', params: datasetParams, body: newVersion },
  ({ actor, params, body }) => createVersion(actor, params.dataset, body),
)
