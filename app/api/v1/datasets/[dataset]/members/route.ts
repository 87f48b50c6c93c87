import { listMembers } from '@/lib/people/queries'
import { memberList, membersParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'manage members', params: membersParams, answer: memberList },
  ({ actor, params }) => listMembers(actor, params.dataset),
)
