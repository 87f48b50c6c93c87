import { createDataset } from '@/lib/datasets/commands'
import { listDatasets } from '@/lib/datasets/queries'
import { newDataset } from '@/lib/datasets/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset' }, async ({ actor }) => ({
  datasets: await listDatasets(actor),
}))

export const POST = route({ access: 'create datasets', body: newDataset }, ({ actor, body }) =>
  createDataset(actor, body),
)
