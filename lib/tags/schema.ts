import { z } from 'zod'
import { datasetParams, name } from '@/lib/datasets/schema'
import { operationId, tagId } from '@/lib/examples/schema'

export const groupKinds = ['exclusive', 'open'] as const
export const groupKind = z.enum(groupKinds)
export type GroupKind = z.infer<typeof groupKind>

/** Each is a CSS variable `--tag-<color>` of both themes. */
export const tagColors = [
  'blue',
  'orange',
  'violet',
  'olive',
  'magenta',
  'gold',
  'teal',
  'grey',
  'red',
  'green',
] as const
export const tagColor = z.enum(tagColors)
export type TagColor = z.infer<typeof tagColor>

export const maxTags = 500

/** A tag as commands need it. `key` is its digit 1 to 9, counted over all groups; null from the tenth on. */
export const tagRow = z.strictObject({
  id: z.string(),
  groupId: z.string(),
  name: z.string(),
  color: tagColor,
  description: z.string(),
  position: z.number(),
  targetMin: z.number().nullable(),
  targetMax: z.number().nullable(),
  key: z.string().nullable(),
})
export type TagRow = z.infer<typeof tagRow>
export const tagGroupRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: groupKind,
  position: z.number(),
  tags: z.array(tagRow),
})
export type TagGroupRow = z.infer<typeof tagGroupRow>

/** `count`: examples outside the trash that hold the tag, on themselves or on a message. */
export const tag = tagRow.extend({ count: z.number() })
export type Tag = z.infer<typeof tag>
export const tagGroup = tagGroupRow.omit({ tags: true }).extend({ tags: z.array(tag) })
export type TagGroup = z.infer<typeof tagGroup>
export const tagList = z.strictObject({ groups: z.array(tagGroup) })
export type TagList = z.infer<typeof tagList>

/**
 * What can be brought back, newest first. Tags that went with their group come back with it and aren't
 * listed; `mergedInto` is the tag that one was merged into.
 */
export const deletedTags = z.strictObject({
  groups: z.array(
    z.strictObject({ id: z.string(), name: z.string(), deletedAt: z.string(), tags: z.number() }),
  ),
  tags: z.array(
    z.strictObject({
      id: z.string(),
      groupId: z.string(),
      name: z.string(),
      deletedAt: z.string(),
      mergedInto: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    }),
  ),
})
export type DeletedTags = z.infer<typeof deletedTags>

export const tagParams = datasetParams.extend({ tag: tagId })
export const tagGroupParams = datasetParams.extend({ group: tagId })

const share = z.number().min(0).max(1)
const description = z
  .string()
  .max(2000)
  .regex(/^[^\p{Cs}\0]*$/u)
const order = z.array(tagId).min(1).max(500)

// `from` in a request: what the sender takes to stand there. Where it differs, somebody changed it since, and
// nothing is done (`undoOverlaps`): so an undo never takes away another's work.
const tagState = z
  .strictObject({
    name: name(60),
    color: tagColor,
    description,
    targetMin: share.nullable(),
    targetMax: share.nullable(),
    groupId: tagId,
  })
  .partial()
const tagGroupState = z.strictObject({ name: name(60), kind: groupKind }).partial()

export const newTagGroup = z.strictObject({ operationId, name: name(60), kind: groupKind })
export const tagGroupChange = z.strictObject({
  operationId,
  name: name(60).optional(),
  kind: groupKind.optional(),
  from: tagGroupState.optional(),
})
export const tagGroupOrder = z.strictObject({ operationId, groupIds: order, from: order.optional() })
export const newTag = z.strictObject({
  operationId,
  groupId: tagId,
  name: name(60),
  color: tagColor.optional(),
  description: description.optional(),
})
export const tagChange = z.strictObject({
  operationId,
  name: name(60).optional(),
  color: tagColor.optional(),
  description: description.optional(),
  /** The least and the most share that the tag should have; null takes the bound away. */
  targetMin: share.nullable().optional(),
  targetMax: share.nullable().optional(),
  /** Moves the tag to that group: before the tag that has this place there now, else to the end. */
  groupId: tagId.optional(),
  place: z.number().int().min(0).max(500).optional(),
  from: tagState.optional(),
})
export const tagOrder = z.strictObject({ operationId, groupId: tagId, tagIds: order, from: order.optional() })
export const tagMerge = z.strictObject({ operationId, intoId: tagId, from: tagState.optional() })
/** `held`: whether any example holds it. */
export const tagRemoval = z.strictObject({
  operationId,
  from: tagState.extend({ held: z.literal(false).optional() }).optional(),
})
/** `tagIds`: its tags that aren't deleted, in order. */
export const tagGroupRemoval = z.strictObject({
  operationId,
  from: tagGroupState.extend({ tagIds: z.array(tagId).max(500).optional() }).optional(),
})
export const tagReturn = z.strictObject({
  operationId,
  from: z.strictObject({ deleted: z.literal(true) }).optional(),
})
export const tagUnmerge = z.strictObject({
  operationId,
  from: z.strictObject({ intoId: tagId }).optional(),
})

export type NewTagGroup = z.infer<typeof newTagGroup>
export type TagGroupChange = z.infer<typeof tagGroupChange>
export type TagGroupOrder = z.infer<typeof tagGroupOrder>
export type NewTag = z.infer<typeof newTag>
export type TagChange = z.infer<typeof tagChange>
export type TagOrder = z.infer<typeof tagOrder>
export type TagMerge = z.infer<typeof tagMerge>
export type TagRemoval = z.infer<typeof tagRemoval>
export type TagGroupRemoval = z.infer<typeof tagGroupRemoval>
export type TagReturn = z.infer<typeof tagReturn>
export type TagUnmerge = z.infer<typeof tagUnmerge>

/**
 * `changed`: tags put on (or given back to) examples; `kept`: places of an exclusive group that already had
 * another of its tags, which stayed.
 */
export const mergeAnswer = z.strictObject({ changed: z.number(), kept: z.number() })
export type MergeAnswer = z.infer<typeof mergeAnswer>
/** `replaced`: places of an exclusive group that got another of its tags meanwhile, which stays. */
export const restoreAnswer = z.strictObject({ replaced: z.number() })
export type RestoreAnswer = z.infer<typeof restoreAnswer>
