import { getLink } from '@/lib/people/queries'
import { linkInfo, linkParams } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'anyone', params: linkParams, answer: linkInfo }, ({ params }) =>
  getLink(params.token),
)
