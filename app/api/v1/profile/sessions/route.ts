import { listSessions } from '@/lib/people/queries'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'signed in' }, ({ actor }) => listSessions(actor))
