import { route } from '@/lib/result/route'
import { listShared } from '@/lib/sharing/queries'
import { sharedListQuery, sharedPage } from '@/lib/sharing/schema'

export const GET = route(
  { access: 'see what is shared', query: sharedListQuery, answer: sharedPage },
  ({ actor, query }) => listShared(actor, query),
)
