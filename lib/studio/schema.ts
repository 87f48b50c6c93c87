import { z } from 'zod'

/** `ready` (default): can it serve. `live`: does the process run. */
export const healthQuery = z.strictObject({ check: z.enum(['live', 'ready']).default('ready') })
export const health = z.strictObject({ status: z.literal('ok'), version: z.string() })
export type Health = z.infer<typeof health>
