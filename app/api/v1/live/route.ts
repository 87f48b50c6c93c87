import { openStream } from '@/lib/live/stream'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'signed in' }, ({ actor, request }) => openStream(actor, request))
