import { z } from 'zod'
import { id, shareKinds } from '@/lib/auth/schema'
import { frame, kind, lesson, part } from '@/lib/conversations/schema'
import { datasetParams, name } from '@/lib/datasets/schema'
import { operationId, tagOnExample } from '@/lib/examples/schema'
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
export const madeShare = z.strictObject({ id: z.string(), url: z.string(), expiresAt: z.string().nullable() })
export type MadeShare = z.infer<typeof madeShare>
/** One that is not revoked; times are ISO 8601. `query` is '' for a whole dataset and for a version. */
export const shareRow = z.strictObject({
  id: z.string(),
  kind: z.enum(shareKinds),
  name: z.string(),
  query: z.string(),
  version: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  expired: z.boolean(),
  lastUsedAt: z.string().nullable().describe('To the minute; null: nobody has opened it.'),
})
export type ShareRow = z.infer<typeof shareRow>
export const shareList = z.strictObject({ shares: z.array(shareRow) })
export type ShareList = z.infer<typeof shareList>

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

export const sharedTag = z.strictObject({ id: z.string(), name: z.string(), color: z.string() })
export type SharedTag = z.infer<typeof sharedTag>
export const sharedGroup = z.strictObject({ id: z.string(), name: z.string(), tags: z.array(sharedTag) })
export type SharedGroup = z.infer<typeof sharedGroup>
/** What a link shows, at its head. `count` is of examples, at most `most`. */
export const shared = z.strictObject({
  kind: z.enum(shareKinds),
  name: z.string(),
  count: z.number(),
  most: z.number(),
  groups: z.array(sharedGroup),
})
export type Shared = z.infer<typeof shared>

export const sharedRow = z.strictObject({
  number: z.number(),
  kind,
  preview: z.string(),
  strip: z.array(frame),
  turns: z.number(),
  tagIds: z.array(z.string()),
})
export type SharedRow = z.infer<typeof sharedRow>
export const sharedPage = z.strictObject({ rows: z.array(sharedRow), next: z.number().nullable() })
export type SharedPage = z.infer<typeof sharedPage>
export const sharedPiece = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['text', 'refusal']), text: z.string() }),
  z.strictObject({ kind: z.literal('image'), url: z.string() }),
  z.strictObject({ kind: z.literal('other'), text: z.string() }),
])
export type SharedPiece = z.infer<typeof sharedPiece>
/** One message as a guest reads it: what is not named here stays behind. */
export const sharedMessage = z.strictObject({
  role: z.string(),
  part: part.nullable().describe('Where it stands in a preference example; null in a chat.'),
  lesson,
  pieces: z.array(sharedPiece),
  calls: z.array(z.strictObject({ name: z.string(), arguments: z.string() })),
  tagIds: z.array(z.string()),
})
export type SharedMessage = z.infer<typeof sharedMessage>
export const sharedExample = z.strictObject({
  number: z.number(),
  kind,
  strip: sharedRow.shape.strip,
  messages: z.array(sharedMessage),
  tools: z.array(z.strictObject({ name: z.string(), description: z.string() })),
  tagIds: z
    .array(tagOnExample.shape.tagId)
    .describe('Tags of the example itself; those of its messages stand there.'),
  previous: z.number().nullable().describe('Its neighbours among what the link shows.'),
  next: z.number().nullable(),
})
export type SharedExample = z.infer<typeof sharedExample>
export type { Distribution } from '@/lib/distribution/schema'
