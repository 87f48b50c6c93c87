import { z } from 'zod'
import { messageId } from '@/lib/conversations/schema'

export { beatMs, goneMs } from './words'

/** `number` null: this window is not there any more. */
export const beat = z.strictObject({
  window: z.string().regex(/^[a-f0-9]{8,32}$/),
  number: z.number().int().min(1).max(2_000_000_000).nullable(),
  messageId: messageId.nullable(),
  hello: z.boolean(),
})
export type Beat = z.infer<typeof beat>
