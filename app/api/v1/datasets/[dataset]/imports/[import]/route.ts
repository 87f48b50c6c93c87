import { getImport } from '@/lib/imports/queries/imports'
import { importParams } from '@/lib/imports/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: importParams }, ({ actor, params }) =>
  getImport(actor, params.dataset, params.import),
)
