import { listPeople } from '@/lib/people/queries'
import { peopleList } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'manage people', answer: peopleList }, ({ actor }) => listPeople(actor))
