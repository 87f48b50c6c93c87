import { datasetParams } from '@/lib/examples/address'
import { startImport } from '@/lib/imports/commands/start-import'
import { listImports } from '@/lib/imports/queries/imports'
import { importList, newImport } from '@/lib/imports/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: importList },
  async ({ actor, params }) => ({
    imports: await listImports(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'import examples', params: datasetParams, body: newImport, answer: idAnswer },
  ({ actor, params, body }) => startImport(actor, params.dataset, body),
)
