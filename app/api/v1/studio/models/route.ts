import { changeModelTable } from '@/lib/cost/commands'
import { modelTableChange } from '@/lib/cost/schema'
import { route } from '@/lib/result/route'

export const POST = route({ access: 'set prices', body: modelTableChange }, ({ actor, body }) =>
  changeModelTable(actor, body),
)
