import { createDemo } from '@/lib/demo/commands'
import { demoAnswer, newDemo } from '@/lib/demo/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'create datasets', body: newDemo, answer: demoAnswer },
  ({ actor, body }) => createDemo(actor, body),
)
