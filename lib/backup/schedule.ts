import { Cron } from 'croner'
import { z } from 'zod'

/** FINECUT_BACKUP_SCHEDULE, as cron says it (minute hour day month weekday), in the time zone of the server. */
export const schedule = z.string().refine(isSchedule, 'no cron expression of five fields')

/** FINECUT_BACKUP_KEEP: how many scheduled backups stay. */
export const keep = z.coerce.number().int().min(1).max(1000)
export const defaultKeep = 14

function isSchedule(text: string): boolean {
  return text.trim().split(/\s+/).length === 5 && nextAfter(text, new Date(0)) !== undefined
}

/** The next time of a schedule, null where it has none; undefined where the text is no schedule. */
export function nextAfter(text: string, after: Date): Date | null | undefined {
  try {
    return new Cron(text).nextRun(after)
  } catch {
    return undefined
  }
}

type Made = { id: string; kind: string; state: string; startedAt: Date }

/** Which of the scheduled backups go: all but the newest `count` that are complete, and failures older than these. */
export function outdated<T extends Made>(rows: readonly T[], count: number): T[] {
  const scheduled = rows
    .filter((row) => row.kind === 'scheduled' && row.state !== 'running')
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
  const oldest = scheduled.filter((row) => row.state === 'done')[count - 1]
  if (!oldest) return []
  return scheduled.slice(scheduled.indexOf(oldest) + 1)
}
