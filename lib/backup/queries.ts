import 'server-only'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import { readFailure } from './failure'
import { defaultKeep, nextAfter } from './schedule'
import type { BackupList, BackupRow } from './schema'
import { readBackupSettings } from './settings'

const shown = 50

/** The newest backups in the studio's folder, and when the next one is due. */
export async function listBackups(actor: Actor): Promise<BackupList> {
  authoriseStudio(actor, 'back up the studio')
  const rows = await db().backup.findMany({
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: shown,
    select: {
      id: true,
      kind: true,
      state: true,
      file: true,
      bytes: true,
      message: true,
      byId: true,
      startedAt: true,
      finishedAt: true,
    },
  })
  const nameOf = await namesOf(
    db(),
    rows.map((row) => row.byId),
  )
  const settings = readBackupSettings()
  const next = settings ? nextAfter(settings.schedule, new Date()) : null
  return {
    backups: rows.map(({ byId, message, ...row }) => ({
      ...row,
      ...toldOf(row.file, message),
      kind: row.kind as BackupRow['kind'],
      state: row.state as BackupRow['state'],
      bytes: row.bytes === null ? null : Number(row.bytes),
      byName: nameOf(byId),
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    })),
    schedule: settings?.schedule ?? null,
    next: next?.toISOString() ?? null,
    keep: settings?.keep ?? defaultKeep,
  }
}

function toldOf(file: string, message: string | null): Pick<BackupRow, 'message' | 'params'> {
  if (message === null) return { message, params: {} }
  const { reason, params } = readFailure(message)
  return { message: reason, params: { ...params, file } }
}
