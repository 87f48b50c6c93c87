import { changeModelTable } from '@/lib/cost/commands'
import { modelTableChange } from '@/lib/cost/schema'
import { route } from '@/lib/result/route'
import { revisionAnswer } from '@/lib/result/schema'

export const POST = route(
  { access: 'set prices', body: modelTableChange, answer: revisionAnswer },
  ({ actor, body }) => changeModelTable(actor, body),
)
