import { z } from 'zod'
import { operationId, tagId } from '@/lib/examples/schema'

export const mostWanted = 1_000_000

/** How many examples of a tag are to be written from now on, in place of what was wanted before; 0 for no more. */
export const slotsRequest = z.strictObject({
  operationId,
  slots: z
    .array(z.strictObject({ tagId, wanted: z.number().int().min(0).max(mostWanted) }))
    .min(1)
    .max(500),
})
export type SlotsRequest = z.infer<typeof slotsRequest>

export const fillRequest = z.strictObject({ operationId })

/** Examples of a tag that are to be written, and how many of them are there: outside the trash, not excluded. */
export const slot = z.strictObject({ tagId: z.string(), wanted: z.number(), filled: z.number() })
export type Slot = z.infer<typeof slot>
export const slotList = z.strictObject({ slots: z.array(slot) })
export type SlotList = z.infer<typeof slotList>
