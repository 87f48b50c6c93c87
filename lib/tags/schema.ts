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

/** A tag as commands need it. `key` is its digit 1 to 9, counted over all groups; null from the tenth on. */
export type TagRow = {
  id: string
  groupId: string
  name: string
  color: TagColor
  description: string
  position: number
  targetMin: number | null
  targetMax: number | null
  key: string | null
}
export type TagGroupRow = { id: string; name: string; kind: GroupKind; position: number; tags: TagRow[] }

/** `count`: examples outside the trash that hold the tag, on themselves or on a message. */
export type Tag = TagRow & { count: number }
export type TagGroup = Omit<TagGroupRow, 'tags'> & { tags: Tag[] }

/**
 * What can be brought back, newest first. Tags that went with their group come back with it and aren't
 * listed; `mergedInto` is the name of the tag that one was merged into.
 */
export type DeletedTags = {
  groups: { id: string; name: string; deletedAt: string; tags: number }[]
  tags: { id: string; groupId: string; name: string; deletedAt: string; mergedInto: string | null }[]
}

export const tagParams = datasetParams.extend({ tag: tagId })
export const tagGroupParams = datasetParams.extend({ group: tagId })

const share = z.number().min(0).max(1)
const description = z
  .string()
  .max(2000)
  .regex(/^[^\p{Cs}\0]*$/u)
const order = z.array(tagId).min(1).max(500)

export const newTagGroup = z.strictObject({ operationId, name: name(60), kind: groupKind })
export const tagGroupChange = z.strictObject({
  operationId,
  name: name(60).optional(),
  kind: groupKind.optional(),
})
export const tagGroupOrder = z.strictObject({ operationId, groupIds: order })
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
  /** Moves the tag to the end of that group. */
  groupId: tagId.optional(),
})
export const tagOrder = z.strictObject({ operationId, groupId: tagId, tagIds: order })
export const tagMerge = z.strictObject({ operationId, intoId: tagId })
/** A body that only says that it is meant. */
export const tagAct = z.strictObject({ operationId })

export type NewTagGroup = z.infer<typeof newTagGroup>
export type TagGroupChange = z.infer<typeof tagGroupChange>
export type TagGroupOrder = z.infer<typeof tagGroupOrder>
export type NewTag = z.infer<typeof newTag>
export type TagChange = z.infer<typeof tagChange>
export type TagOrder = z.infer<typeof tagOrder>
export type TagMerge = z.infer<typeof tagMerge>
export type TagAct = z.infer<typeof tagAct>

/**
 * `changed`: tags put on (or given back to) examples; `kept`: places of an exclusive group that already had
 * another of its tags, which stayed.
 */
export type MergeAnswer = { changed: number; kept: number }
/** `replaced`: places of an exclusive group that got another of its tags meanwhile, which stays. */
export type RestoreAnswer = { replaced: number }
