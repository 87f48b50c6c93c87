import { z } from 'zod'

/** `ready` (default): can it serve. `live`: does the process run. */
export const healthQuery = z.strictObject({ check: z.enum(['live', 'ready']).default('ready') })
