import { getExport } from '@/lib/exports/queries'
import { exportParams } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'export examples', params: exportParams }, ({ actor, params }) =>
  getExport(actor, { datasetId: params.dataset, exportId: params.export }),
)
