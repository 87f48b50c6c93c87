import { changeCoverage } from '@/lib/coverage/commands'
import { getCoverage } from '@/lib/coverage/queries'
import { coverage, coverageChange, coverageQuery } from '@/lib/coverage/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, query: coverageQuery, answer: coverage },
  ({ actor, params, query }) => getCoverage(actor, params.dataset, query),
)

export const PATCH = route(
  { access: 'manage tags', params: datasetParams, body: coverageChange, answer: done },
  ({ actor, params, body }) => changeCoverage(actor, params.dataset, body),
)
