import { listSessions } from '@/lib/people/queries'
import { sessionList } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'signed in', answer: sessionList }, ({ actor }) => listSessions(actor))
