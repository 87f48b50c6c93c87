import { getLink } from '@/lib/people/queries'
import { linkParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'anyone', params: linkParams }, ({ params }) => getLink(params.token))
