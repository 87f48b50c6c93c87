import { createResetLink } from '@/lib/people/commands/create-reset-link'
import { bareRequest, handedLink, personParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

// owners for anyone, leads for members of their datasets: the command tells them apart
export const POST = route(
  { access: 'signed in', params: personParams, body: bareRequest, answer: handedLink },
  ({ actor, params, body }) => createResetLink(actor, params.user, body),
)
