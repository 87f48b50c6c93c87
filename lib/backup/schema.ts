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

export type BackupRow = {
  id: string
  kind: 'scheduled' | 'manual'
  state: 'running' | 'done' | 'failed'
  /** Its name in the folder of backups. */
  file: string
  bytes: number | null
  /** The reason of a failure: sentence `errors.<message>`, filled by `params`. */
  message: string | null
  params: Record<string, string | number>
  /** Empty for the schedule's own. */
  byName: string
  startedAt: string
  finishedAt: string | null
}

/** `schedule` as cron says it, `next` its next time; both null where none is set. */
export type BackupList = { backups: BackupRow[]; schedule: string | null; next: string | null; keep: number }
