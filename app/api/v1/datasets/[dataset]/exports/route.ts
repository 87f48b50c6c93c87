import { datasetParams } from '@/lib/examples/address'
import { startExport } from '@/lib/exports/commands/start-export'
import { listExports } from '@/lib/exports/queries'
import { exportList, exportRequest } from '@/lib/exports/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const GET = route(
  { access: 'export examples', params: datasetParams, answer: exportList },
  async ({ actor, params }) => ({
    exports: await listExports(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'export examples', params: datasetParams, body: exportRequest, answer: idAnswer },
  ({ actor, params, body }) => startExport(actor, params.dataset, body),
)
