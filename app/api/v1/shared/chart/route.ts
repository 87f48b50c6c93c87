import { distribution } from '@/lib/distribution/schema'
import { route } from '@/lib/result/route'
import { getSharedChart } from '@/lib/sharing/queries'
import { sharedChartQuery } from '@/lib/sharing/schema'

export const GET = route(
  { access: 'see what is shared', query: sharedChartQuery, answer: distribution },
  ({ actor, query }) => getSharedChart(actor, query),
)
