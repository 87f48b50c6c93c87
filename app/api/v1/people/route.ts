import { listPeople } from '@/lib/people/queries'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'manage people' }, ({ actor }) => listPeople(actor))
