import { createDataset } from '@/lib/datasets/commands'
import { listDatasets } from '@/lib/datasets/queries'
import { datasetList, newDataset } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const GET = route({ access: 'see a dataset', answer: datasetList }, async ({ actor }) => ({
  datasets: await listDatasets(actor),
}))

export const POST = route(
  { access: 'create datasets', body: newDataset, answer: idAnswer },
  ({ actor, body }) => createDataset(actor, body),
)
