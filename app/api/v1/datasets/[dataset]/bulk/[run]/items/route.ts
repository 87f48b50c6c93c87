import { listBulkItems } from '@/lib/bulk/queries/runs'
import { bulkItemPage, bulkItemsQuery, bulkParams } from '@/lib/bulk/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: bulkParams, query: bulkItemsQuery, answer: bulkItemPage },
  ({ actor, params, query }) => listBulkItems(actor, { datasetId: params.dataset, runId: params.run }, query),
)
