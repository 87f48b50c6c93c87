import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import type { Part } from '@/lib/conversations/kind'
import type { Frame, Kind, RejectionCode, Role } from '@/lib/conversations/schema'
import { operationId } from '@/lib/examples/schema'
import {
  type Container,
  type Encoding,
  type FormatName,
  formatNames,
  type Plan,
  readOptions,
  type SpeakerRole,
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
export type ImportRow = {
  id: string
  fileName: string
  state: ImportState
  size: number
  bytes: number
  lines: number
  stored: number
  skipped: number
  rejected: number
  rolledBack: number
  format: string
  onError: OnError
  sourceKey: string | null
  startedAt: string
  finishedAt: string | null
  message: string | null
  byName: string
}

/** One line that was not stored: `record` counts non-blank lines, `line` all. Sentences in `rejections.<code>`. */
export type RejectedLine = {
  record: number
  line: number
  code: RejectionCode
  params: Record<string, string | number>
  excerpt: string
}
/** This many rejections of an import are kept; the rest is only counted. */
export const maxKeptRejections = 10_000

export const previewRequest = z.strictObject({
  format: importFormat.optional(),
  options: readOptions.optional(),
})
export type PreviewRequest = z.infer<typeof previewRequest>

/** `trained` is null where a trainer learns from no message of that kind; `part` tells a preference's places. */
export type PreviewMessage = {
  role: Role
  text: string
  /** How many tools it calls. */
  calls: number
  trained: boolean | null
  part?: Part
}
/** What of a record became no message: fields kept beside, turns left out, weights between 0 and 1. */
export const previewNotes = ['kept-fields', 'turns-left-out', 'part-weights'] as const
export type PreviewNote = (typeof previewNotes)[number]
/** One of the first records: how it stands in the file, and what it becomes. */
export type PreviewLine = { record: number; line: number; raw: string } & (
  | { ok: true; kind: Kind; messages: PreviewMessage[]; strip: Frame[]; notes: PreviewNote[] }
  | { ok: false; code: RejectionCode; params: Record<string, string | number> }
)
export type PreviewColumn = { name: string; samples: string[] }
/** `state`: a tag already, made by the import, or no tag (too long, or not this person's to make): then it stays beside. */
export type PreviewTag = { name: string; count: number; state: 'known' | 'new' | 'beside' }
export type PreviewSpeaker = { speaker: string; count: number; role: SpeakerRole | null }

/** How an upload would be read, shown on its first records. */
export type Preview = {
  /** What will be done: a person's word, what is remembered, and what was detected, in this order. */
  plan: Plan
  detected: { format: FormatName; container: Container; encoding: Encoding; gzip: boolean }
  /** Other formats that fit some of the first records, surest first. */
  alternatives: FormatName[]
  /** Whether an earlier import of the same columns or fields told how to read this one. */
  remembered: boolean
  /** Columns of a table, or fields that hold texts: what a mapping may name. */
  columns: PreviewColumn[]
  /** Who speaks in the first records, and the role each gets; null where one must be chosen. */
  speakers: PreviewSpeaker[]
  /** What the column of tags names in the first records, most often first; empty without one. */
  tags: PreviewTag[]
  lines: PreviewLine[]
  /** Of up to 200 records: how many were looked at, and how many can be stored. */
  sample: { records: number; ok: number }
  rejected: { code: RejectionCode; count: number }[]
  sourceKeys: string[]
  /** Examples in the file where all of it was looked at, else null. */
  records: number | null
  /** Examples in the file, by its beginning; null where nothing tells. */
  estimate: number | null
}
