import { route } from '@/lib/result/route'
import { getShared } from '@/lib/sharing/queries'
import { shared } from '@/lib/sharing/schema'

export const GET = route({ access: 'see what is shared', answer: shared }, ({ actor }) => getShared(actor))
