import 'server-only'
import { AppError } from '@/lib/result/app-error'
import { defaultKeep, keep, schedule } from './schedule'

/** When backups are made and how many stay, from the environment; null where none are. @throws AppError `invalid` */
export function readBackupSettings(env = process.env): { schedule: string; keep: number } | null {
  const pattern = env.FINECUT_BACKUP_SCHEDULE?.trim()
  const kept = env.FINECUT_BACKUP_KEEP?.trim() || String(defaultKeep)
  const count = keep.safeParse(kept)
  if (!count.success) throw new AppError('invalid', 'badBackupKeep', { params: { value: kept } })
  if (!pattern) return null
  if (!schedule.safeParse(pattern).success)
    throw new AppError('invalid', 'badBackupSchedule', { params: { value: pattern } })
  return { schedule: pattern, keep: count.data }
}
