import { z } from 'zod'
import { operationId } from '@/lib/examples/schema'

/** Where the backup goes, as an absolute path on the machine of the studio. */
export const backupRequest = z.strictObject({
  operationId,
  file: z.string().min(1).max(4000).startsWith('/'),
})
export type BackupRequest = z.infer<typeof backupRequest>

/** A backup into the studio's own folder, under a name that it chooses. */
export const backupNowRequest = z.strictObject({ operationId })
export type BackupNowRequest = z.infer<typeof backupNowRequest>

export const backupRow = z.strictObject({
  id: z.string(),
  kind: z.enum(['scheduled', 'manual']),
  state: z.enum(['running', 'done', 'failed']),
  file: z.string().describe('Its name in the folder of backups.'),
  bytes: z.number().nullable(),
  message: z
    .string()
    .nullable()
    .describe('The reason of a failure: sentence `errors.<message>`, filled by `params`.'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  byName: z.string().describe("Empty for the schedule's own."),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type BackupRow = z.infer<typeof backupRow>

/** `schedule` as cron says it, `next` its next time; both null where none is set. */
export const backupList = z.strictObject({
  backups: z.array(backupRow),
  schedule: z.string().nullable(),
  next: z.string().nullable(),
  keep: z.number(),
})
export type BackupList = z.infer<typeof backupList>
export const backupFile = z.strictObject({ file: z.string() })
export type BackupFile = z.infer<typeof backupFile>
