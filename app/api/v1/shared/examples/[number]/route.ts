import { route } from '@/lib/result/route'
import { getSharedExample } from '@/lib/sharing/queries'
import { sharedExample, sharedExampleParams, sharedViewQuery } from '@/lib/sharing/schema'

export const GET = route(
  {
    access: 'see what is shared',
    params: sharedExampleParams,
    query: sharedViewQuery,
    answer: sharedExample,
  },
  ({ actor, params, query }) => getSharedExample(actor, params.number, query),
)
