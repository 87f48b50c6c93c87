import { z } from 'zod'
import { operationId, tagId } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import { largestTarget } from './words'

const target = z.number().int().min(0).max(largestTarget)
const words = z
  .string()
  .max(20_000)
  .regex(/^[^\p{Cs}\0]*$/u)
/** What a new example of a kind begins with. */
const template = z.strictObject({ user: words, assistant: words })
export type Template = z.infer<typeof template>

export const coverageQuery = z.strictObject({ q: queryText.default('') })
export type CoverageQuery = z.infer<typeof coverageQuery>

/** What is left out stays as it is; null takes away what was set, so that Finecut's own holds again. */
export const coverageChange = z.strictObject({
  operationId,
  kindGroupId: tagId.nullable().optional(),
  topicGroupId: tagId.nullable().optional(),
  /** Of every cell that has none of its own. */
  target: target.nullable().optional(),
  cells: z
    .array(z.strictObject({ kindTagId: tagId, topicTagId: tagId, target: target.nullable() }))
    .max(500)
    .optional(),
  templates: z
    .array(z.strictObject({ kindTagId: tagId, template: template.nullable() }))
    .max(100)
    .optional(),
})
export type CoverageChange = z.infer<typeof coverageChange>

/** Begins an example of a cell: from these words, or as a copy of an example of the same topic. */
export const startRequest = z
  .strictObject({
    operationId,
    kindTagId: tagId,
    topicTagId: tagId,
    from: z.discriminatedUnion('type', [
      template.extend({ type: z.literal('template') }),
      z.strictObject({ type: z.literal('copy'), number: z.number().int().min(1).max(2_000_000_000) }),
    ]),
  })
  .refine(({ kindTagId, topicTagId }) => kindTagId !== topicTagId, 'one tag twice')
export type StartRequest = z.infer<typeof startRequest>

/** `hasOwn`: its target is its own, not the one of all. */
export const coverageCell = z.strictObject({
  kindTagId: z.string(),
  topicTagId: z.string(),
  count: z.number(),
  target: z.number(),
  hasOwn: z.boolean(),
})
export type CoverageCell = z.infer<typeof coverageCell>
/** `template` null: nobody wrote one. */
export const coverageKind = z.strictObject({
  tagId: z.string(),
  count: z.number(),
  template: template.nullable(),
})
export type CoverageKind = z.infer<typeof coverageKind>
/** Kinds of edge case against topics; both empty where the dataset has no such groups. Row by row, a cell for each pair. */
export const coverage = z.strictObject({
  kindGroupId: z.string().nullable(),
  topicGroupId: z.string().nullable(),
  target: z.number(),
  kinds: z.array(coverageKind),
  topics: z.array(z.strictObject({ tagId: z.string(), count: z.number() })),
  cells: z.array(coverageCell),
})
export type Coverage = z.infer<typeof coverage>
