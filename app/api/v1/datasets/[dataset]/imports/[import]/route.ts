import { getImport } from '@/lib/imports/queries/imports'
import { importParams, importRow } from '@/lib/imports/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: importParams, answer: importRow },
  ({ actor, params }) => getImport(actor, params.dataset, params.import),
)
