import { createKey } from '@/lib/api-keys/commands/create-key'
import { listKeys } from '@/lib/api-keys/queries'
import { keyList, madeKey, newKey } from '@/lib/api-keys/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'signed in', answer: keyList }, ({ actor }) => listKeys(actor))

export const POST = route({ access: 'signed in', body: newKey, answer: madeKey }, ({ actor, body }) =>
  createKey(actor, body),
)
