import { call } from '@/lib/result/call'
import type { IdAnswer } from '@/lib/result/schema'
import type { BackupList, BackupNowRequest } from './schema'

export const fetchBackups = (signal?: AbortSignal) =>
  call<BackupList>('GET', '/studio/backups', undefined, signal)
export const startBackup = (body: BackupNowRequest) => call<IdAnswer>('POST', '/studio/backups', body)
