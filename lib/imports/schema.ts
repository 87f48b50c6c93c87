import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import type { RejectionCode, Role } from '@/lib/conversations/schema'
import { operationId } from '@/lib/examples/schema'

/** What a line that can't be stored does: it is left out and listed, or the whole import stops and nothing stays. */
export const onErrors = ['skip-line', 'abort'] as const
export const onError = z.enum(onErrors)
export type OnError = z.infer<typeof onError>

export const importFormats = ['auto', 'openai-chat'] as const
export const importFormat = z.enum(importFormats)

/** A field of the line: `ticket`, or `metadata.ticket` for one inside another. */
export const sourceKeyField = z.string().min(1).max(200)

export const newImport = z.strictObject({
  operationId,
  uploadId: id,
  format: importFormat,
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

export type PreviewLine = { record: number; line: number } & (
  | { ok: true; messages: { role: Role; text: string }[] }
  | { ok: false; code: RejectionCode; params: Record<string, string | number> }
)
/** The first lines of an upload, and the fields that could be the source key. */
export type Preview = { lines: PreviewLine[]; sourceKeys: string[] }
