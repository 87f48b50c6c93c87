import { route } from '@/lib/result/route'
import { changeEndpoint, removeEndpoint } from '@/lib/second-reader/commands/set-endpoint'
import { getEndpoint } from '@/lib/second-reader/queries'
import { endpointAct, endpointChange } from '@/lib/second-reader/schema'

export const GET = route({ access: 'set up the second reader' }, ({ actor }) => getEndpoint(actor))

export const POST = route({ access: 'set up the second reader', body: endpointChange }, ({ actor, body }) =>
  changeEndpoint(actor, body),
)

export const DELETE = route({ access: 'set up the second reader', body: endpointAct }, ({ actor, body }) =>
  removeEndpoint(actor, body),
)
