import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { frame, kind, part, rejectionCode, role } from '@/lib/conversations/schema'
import { operationId } from '@/lib/examples/schema'
import {
  containers,
  encodings,
  formatName,
  formatNames,
  plan,
  readOptions,
  speakerRole,
} from '@/lib/formats/schema'

/** What a line that can't be stored does: it is left out and listed, or the whole import stops and nothing stays. */
export const onErrors = ['skip-line', 'abort'] as const
export const onError = z.enum(onErrors)
export type OnError = z.infer<typeof onError>

/** `auto` is told by the file; any other is a person's word. */
export const importFormats = ['auto', ...formatNames] as const
export const importFormat = z.enum(importFormats)
export type ImportFormat = z.infer<typeof importFormat>

/** A field of the line: `ticket`, or `metadata.ticket` for one inside another. */
export const sourceKeyField = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cs}\0]*$/u)

export const newImport = z.strictObject({
  operationId,
  uploadId: id,
  format: importFormat,
  options: readOptions.optional(),
  onError,
  sourceKey: sourceKeyField.optional(),
})
export type NewImport = z.infer<typeof newImport>

export const importCancellation = z.strictObject({ operationId })
export const importParams = z.strictObject({ dataset: id, import: id })
export const rejectionQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() })

export const importStates = ['running', 'done', 'aborted', 'cancelled', 'failed'] as const
export type ImportState = (typeof importStates)[number]

/**
 * `lines` are the non-blank lines read so far: always stored + skipped + rejected + rolledBack, once it has ended.
 * While it runs, `stored` rows are not yet seen by anyone. `message` is the reason of a failure, `errors.<message>`.
 */
export const importRow = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  size: z.number(),
  bytes: z.number(),
  lines: z.number(),
  stored: z.number(),
  skipped: z.number(),
  rejected: z.number(),
  rolledBack: z.number(),
  format: z.string(),
  onError,
  sourceKey: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  message: z.string().nullable(),
  byName: z.string(),
})
export type ImportRow = z.infer<typeof importRow>
export const importList = z.strictObject({ imports: z.array(importRow) })
export type ImportList = z.infer<typeof importList>

/** One line that was not stored: `record` counts non-blank lines, `line` all. Sentences in `rejections.<code>`. */
export const rejectedLine = z.strictObject({
  record: z.number(),
  line: z.number(),
  code: rejectionCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  excerpt: z.string(),
})
export type RejectedLine = z.infer<typeof rejectedLine>
export const rejectionPage = z.strictObject({
  rejections: z.array(rejectedLine),
  next: z.number().nullable(),
})
export type RejectionPage = z.infer<typeof rejectionPage>
/** This many rejections of an import are kept; the rest is only counted. */
export const maxKeptRejections = 10_000

export const previewRequest = z.strictObject({
  format: importFormat.optional(),
  options: readOptions.optional(),
})
export type PreviewRequest = z.infer<typeof previewRequest>

/** `trained` is null where a trainer learns from no message of that kind; `part` tells a preference's places. */
export const previewMessage = z.strictObject({
  role,
  text: z.string(),
  calls: z.number().describe('How many tools it calls.'),
  trained: z.boolean().nullable(),
  part: part.optional(),
})
export type PreviewMessage = z.infer<typeof previewMessage>
/** What of a record became no message: fields kept beside, turns left out, weights between 0 and 1. */
export const previewNotes = ['kept-fields', 'turns-left-out', 'part-weights'] as const
export type PreviewNote = (typeof previewNotes)[number]
const inFile = { record: z.number(), line: z.number(), raw: z.string() }
/** One of the first records: how it stands in the file, and what it becomes. */
export const previewLine = z.discriminatedUnion('ok', [
  z.strictObject({
    ...inFile,
    ok: z.literal(true),
    kind,
    messages: z.array(previewMessage),
    strip: z.array(frame),
    notes: z.array(z.enum(previewNotes)),
  }),
  z.strictObject({
    ...inFile,
    ok: z.literal(false),
    code: rejectionCode,
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])
export type PreviewLine = z.infer<typeof previewLine>
export const previewColumn = z.strictObject({ name: z.string(), samples: z.array(z.string()) })
export type PreviewColumn = z.infer<typeof previewColumn>
/** `state`: a tag already, made by the import, or no tag (too long, or not this person's to make): then it stays beside. */
export const previewTag = z.strictObject({
  name: z.string(),
  count: z.number(),
  state: z.enum(['known', 'new', 'beside']),
})
export type PreviewTag = z.infer<typeof previewTag>
export const previewSpeaker = z.strictObject({
  speaker: z.string(),
  count: z.number(),
  role: speakerRole.nullable(),
})
export type PreviewSpeaker = z.infer<typeof previewSpeaker>

/** How an upload would be read, shown on its first records. */
export const preview = z.strictObject({
  plan: plan.describe(
    "What will be done: a person's word, what is remembered, and what was detected, in this order.",
  ),
  detected: z.strictObject({
    format: formatName,
    container: z.enum(containers),
    encoding: z.enum(encodings),
    gzip: z.boolean(),
  }),
  alternatives: z
    .array(formatName)
    .describe('Other formats that fit some of the first records, surest first.'),
  remembered: z
    .boolean()
    .describe('Whether an earlier import of the same columns or fields told how to read this one.'),
  columns: z
    .array(previewColumn)
    .describe('Columns of a table, or fields that hold texts: what a mapping may name.'),
  speakers: z
    .array(previewSpeaker)
    .describe('Who speaks in the first records, and the role each gets; null where one must be chosen.'),
  tags: z
    .array(previewTag)
    .describe('What the column of tags names in the first records, most often first; empty without one.'),
  lines: z.array(previewLine),
  sample: z
    .strictObject({ records: z.number(), ok: z.number() })
    .describe('Of up to 200 records: how many were looked at, and how many can be stored.'),
  rejected: z.array(z.strictObject({ code: rejectionCode, count: z.number() })),
  sourceKeys: z.array(z.string()),
  records: z.number().nullable().describe('Examples in the file where all of it was looked at, else null.'),
  estimate: z
    .number()
    .nullable()
    .describe('Examples in the file, by its beginning; null where nothing tells.'),
})
export type Preview = z.infer<typeof preview>
