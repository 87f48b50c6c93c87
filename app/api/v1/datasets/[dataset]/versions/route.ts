import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { createVersion } from '@/lib/versions/commands/create-version'
import { listVersions } from '@/lib/versions/queries'
import { newVersion, versionList } from '@/lib/versions/schema'

export const GET = route(
  { access: 'export examples', params: datasetParams, answer: versionList },
  async ({ actor, params }) => ({
    versions: await listVersions(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'export examples', params: datasetParams, body: newVersion, answer: idAnswer },
  ({ actor, params, body }) => createVersion(actor, params.dataset, body),
)
