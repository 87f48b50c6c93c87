import { getFindings } from '@/lib/checks/queries/findings'
import { findingsPage, findingsQuery } from '@/lib/checks/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: findingsQuery, answer: findingsPage },
  ({ actor, params, query }) => getFindings(actor, params.dataset, query),
)
