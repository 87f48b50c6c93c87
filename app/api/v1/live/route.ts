import { openStream } from '@/lib/live/stream'
import { route } from '@/lib/result/route'

export const dynamic = 'force-dynamic'

export const GET = route({ access: 'signed in' }, ({ actor, request }) => openStream(actor, request))
