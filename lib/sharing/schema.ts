import { z } from 'zod'
import { id, type ShareKind } from '@/lib/auth/schema'
import { datasetParams, name } from '@/lib/datasets/schema'
import { operationId, type TagOnExample } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'

const linkBasics = {
  operationId,
  /** What guests read as the title. */
  name: name(120).optional(),
  /** ISO 8601; left out or null: until it is revoked. */
  expiresAt: z.iso.datetime().nullable().optional(),
}
const exampleNumber = z.number().int().min(1).max(2_000_000_000)

export const newShare = z.discriminatedUnion('kind', [
  z.strictObject({ ...linkBasics, kind: z.literal('dataset') }),
  z.strictObject({ ...linkBasics, kind: z.literal('view'), q: queryText.trim().min(1) }),
  z.strictObject({ ...linkBasics, kind: z.literal('example'), number: exampleNumber }),
  z.strictObject({ ...linkBasics, kind: z.literal('version'), version: id }),
])
export type NewShare = z.infer<typeof newShare>

export const shareRevocation = z.strictObject({ operationId })
export type ShareRevocation = z.infer<typeof shareRevocation>
export const shareParams = datasetParams.extend({ share: id })

/** The address is in this answer alone, and can't be read again. */
export type MadeShare = { id: string; url: string; expiresAt: string | null }
/** One that is not revoked; times are ISO 8601. `query` is '' for a whole dataset and for a version. */
export type ShareRow = {
  id: string
  kind: ShareKind
  name: string
  query: string
  version: { id: string; name: string } | null
  createdByName: string
  createdAt: string
  expiresAt: string | null
  expired: boolean
  /** To the minute; null: nobody has opened it. */
  lastUsedAt: string | null
}

/** `after`: the number to go on behind; `tag`: only what holds it. */
export const sharedListQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(2_000_000_000).default(0),
  tag: id.optional(),
})
export type SharedListQuery = z.infer<typeof sharedListQuery>
export const sharedViewQuery = sharedListQuery.pick({ tag: true })
export type SharedViewQuery = z.infer<typeof sharedViewQuery>
export const sharedChartQuery = z.strictObject({ by: z.enum(['examples', 'messages']).default('examples') })
export type SharedChartQuery = z.infer<typeof sharedChartQuery>
export const sharedExampleParams = z.strictObject({
  number: z.coerce.number().int().min(1).max(2_000_000_000),
})

export type SharedTag = { id: string; name: string; color: string }
export type SharedGroup = { id: string; name: string; tags: SharedTag[] }
/** What a link shows, at its head. `count` is of examples, at most `most`. */
export type Shared = { kind: ShareKind; name: string; count: number; most: number; groups: SharedGroup[] }

type Lesson = 1 | 0 | -1 | -2
export type SharedRow = {
  number: number
  kind: 'chat' | 'preference'
  preview: string
  strip: [role: string, tokens: number, trained: Lesson][]
  turns: number
  tagIds: string[]
}
export type SharedPiece =
  | { kind: 'text' | 'refusal'; text: string }
  | { kind: 'image'; url: string }
  /** A part that Finecut has no view for, as JSON. */
  | { kind: 'other'; text: string }
/** One message as a guest reads it: what is not named here stays behind. */
export type SharedMessage = {
  role: string
  /** Where it stands in a preference example; null in a chat. */
  part: 'prompt' | 'preferred' | 'rejected' | null
  lesson: Lesson
  pieces: SharedPiece[]
  calls: { name: string; arguments: string }[]
  tagIds: string[]
}
export type SharedExample = {
  number: number
  kind: 'chat' | 'preference'
  strip: SharedRow['strip']
  messages: SharedMessage[]
  tools: { name: string; description: string }[]
  /** Tags of the example itself; those of its messages stand there. */
  tagIds: TagOnExample['tagId'][]
  /** Its neighbours among what the link shows. */
  previous: number | null
  next: number | null
}

/** What the tags hold of what a link shows. */
export type SharedDistribution = {
  total: number
  groups: {
    groupId: string
    name: string
    untagged: number
    tags: { tagId: string; count: number }[]
  }[]
}
