import { route } from '@/lib/result/route'
import { done, revisionAnswer } from '@/lib/result/schema'
import { changeEndpoint, removeEndpoint } from '@/lib/second-reader/commands/set-endpoint'
import { getEndpoint } from '@/lib/second-reader/queries'
import { endpointAct, endpointAnswer, endpointChange } from '@/lib/second-reader/schema'

export const GET = route({ access: 'set up the second reader', answer: endpointAnswer }, ({ actor }) =>
  getEndpoint(actor),
)

export const POST = route(
  { access: 'set up the second reader', body: endpointChange, answer: revisionAnswer },
  ({ actor, body }) => changeEndpoint(actor, body),
)

export const DELETE = route(
  { access: 'set up the second reader', body: endpointAct, answer: done },
  ({ actor, body }) => removeEndpoint(actor, body),
)
