import { openStream } from '@/lib/live/stream'
import { route } from '@/lib/result/route'

// a guest hears nothing by it: it ends when the link does
export const GET = route({ access: 'see what is shared' }, ({ actor, request }) => openStream(actor, request))
