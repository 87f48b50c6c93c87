import { z } from 'zod'
import { operationId } from '@/lib/examples/schema'

/** Where the backup goes, as an absolute path on the machine of the studio. */
export const backupRequest = z.strictObject({
  operationId,
  file: z.string().min(1).max(4000).startsWith('/'),
})
export type BackupRequest = z.infer<typeof backupRequest>
