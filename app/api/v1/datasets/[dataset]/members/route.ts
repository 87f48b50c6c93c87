import { listMembers } from '@/lib/people/queries'
import { membersParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'manage members', params: membersParams }, ({ actor, params }) =>
  listMembers(actor, params.dataset),
)
