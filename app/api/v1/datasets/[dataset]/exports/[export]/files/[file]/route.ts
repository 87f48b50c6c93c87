import { download } from '@/lib/exports/download'
import { openExportFile } from '@/lib/exports/queries'
import { exportFileParams } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'export examples', params: exportFileParams }, async ({ actor, params }) =>
  download(await openExportFile(actor, { datasetId: params.dataset, exportId: params.export }, params.file)),
)
