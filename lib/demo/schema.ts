import { z } from 'zod'
import { operationId } from '@/lib/examples/schema'

export const newDemo = z.strictObject({
  operationId,
  /** The language of its name and tags; the conversations are in both. */
  locale: z.enum(['en', 'ko']).optional(),
})
export type NewDemo = z.infer<typeof newDemo>
export const demoAnswer = z.strictObject({ datasetId: z.string() })
export type DemoAnswer = z.infer<typeof demoAnswer>
