import { route } from '@/lib/result/route'
import { tryEndpoint } from '@/lib/second-reader/commands/try-endpoint'
import { readerAct, tried } from '@/lib/second-reader/schema'

export const POST = route(
  { access: 'set up the second reader', body: readerAct, answer: tried },
  ({ actor, body }) => tryEndpoint(actor, body),
)
