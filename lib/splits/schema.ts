import { z } from 'zod'

export const sides = ['train', 'test'] as const
export const side = z.enum(sides)
export type Side = z.infer<typeof side>

export const trainShare = z.number().min(0).max(1)
export const seed = z.number().int().min(0).max(2_147_483_647)

/** How examples come to their side; `groupId` names the tag group whose tags are the strata, null = no strata. */
export const splitRule = z.strictObject({
  rule: z.literal('split/1'),
  seed,
  trainShare,
  groupId: z.string().nullable(),
})
export type SplitRule = z.infer<typeof splitRule>

/** `rule` null: nothing was exported yet. Counts leave out what is in the trash. */
export type SplitState = {
  rule: (SplitRule & { groupName: string | null }) | null
  counts: Record<Side | 'none', number>
}
