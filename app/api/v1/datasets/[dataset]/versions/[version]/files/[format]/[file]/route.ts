import { route } from '@/lib/result/route'
import { downloadVersionFile } from '@/lib/versions/queries'
import { versionFileParams } from '@/lib/versions/schema'

export const GET = route({ access: 'export examples', params: versionFileParams }, ({ actor, params }) =>
  downloadVersionFile(
    actor,
    { datasetId: params.dataset, versionId: params.version },
    params.format,
    params.file,
  ),
)
