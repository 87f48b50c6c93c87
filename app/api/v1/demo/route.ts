import { createDemo } from '@/lib/demo/commands'
import { newDemo } from '@/lib/demo/schema'
import { route } from '@/lib/result/route'

export const POST = route({ access: 'create datasets', body: newDemo }, ({ actor, body }) =>
  createDemo(actor, body),
)
