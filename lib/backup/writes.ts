import 'server-only'
import type { Tx } from '@/lib/db/client'

export type NewBackup = { id: string; kind: 'scheduled' | 'manual'; file: string; byId: string }

export async function addBackup(tx: Tx, row: NewBackup): Promise<void> {
  await tx.backup.create({ data: { ...row, state: 'running' }, select: { id: true } })
}

/**
 * The row of a time of the schedule, whose id is that time: of several processes one makes it. False where it is
 * there already.
 */
export async function claimBackup(tx: Tx, row: NewBackup): Promise<boolean> {
  if (await tx.backup.findUnique({ where: { id: row.id }, select: { id: true } })) return false
  await addBackup(tx, row)
  return true
}

export type BackupEnd = { state: 'done'; bytes: number } | { state: 'failed'; message: string }

export async function endBackup(tx: Tx, id: string, end: BackupEnd): Promise<void> {
  await tx.backup.updateMany({ where: { id, state: 'running' }, data: { ...end, finishedAt: new Date() } })
}

/** Ends rows that no process works on any more: begun before this time. */
export async function endLostBackups(tx: Tx, before: Date): Promise<void> {
  await tx.backup.updateMany({
    where: { state: 'running', startedAt: { lt: before } },
    data: { state: 'failed', message: 'backupInterrupted', finishedAt: new Date() },
  })
}

export async function removeBackups(tx: Tx, ids: string[]): Promise<void> {
  await tx.backup.deleteMany({ where: { id: { in: ids } } })
}
