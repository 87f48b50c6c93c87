import { resetPassword } from '@/lib/people/commands/reset-password'
import { personAnswer, resetRequest } from '@/lib/people/schema'
import { route } from '@/lib/result/route'

export const POST = route({ access: 'anyone', body: resetRequest, answer: personAnswer }, ({ body }) =>
  resetPassword(body),
)
