import { downloadExportFile } from '@/lib/exports/queries'
import { exportFileParams } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'export examples', params: exportFileParams }, ({ actor, params }) =>
  downloadExportFile(actor, { datasetId: params.dataset, exportId: params.export }, params.file),
)
