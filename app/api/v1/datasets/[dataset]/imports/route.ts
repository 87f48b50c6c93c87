import { datasetParams } from '@/lib/examples/address'
import { startImport } from '@/lib/imports/commands/start-import'
import { listImports } from '@/lib/imports/queries/imports'
import { newImport } from '@/lib/imports/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: datasetParams }, async ({ actor, params }) => ({
  imports: await listImports(actor, params.dataset),
}))

export const POST = route(
  { access: 'import examples', params: datasetParams, body: newImport },
  ({ actor, params, body }) => startImport(actor, params.dataset, body),
)
