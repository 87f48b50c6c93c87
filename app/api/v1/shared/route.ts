import { route } from '@/lib/result/route'
import { getShared } from '@/lib/sharing/queries'

export const GET = route({ access: 'see what is shared' }, ({ actor }) => getShared(actor))
