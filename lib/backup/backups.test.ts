import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { GET, POST } from '@/app/api/v1/studio/backups/route'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { dataDir, dataFolder } from '@/lib/db/paths'
import { backUpAt } from '@/lib/jobs/backup/schedule'
import { stopJobs } from '@/lib/jobs/room'
import { newOperationId } from '@/lib/result/call'
import { makeAccount } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { startBackup } from './commands'
import { listBackups } from './queries'
import { endLostBackups } from './writes'

const owner = () => makeAccount({ studioRole: 'owner' })
const folder = () => dataFolder('backups')
const files = () => readdirSync(folder()).sort()
const at = (day: number) => new Date(Date.UTC(2026, 0, day, 3, 0, 0, 0))

describe('backups in the studio’s folder', () => {
  useStudio()
  afterEach(() => {
    delete process.env.FINECUT_BACKUP_DIR
    delete process.env.FINECUT_BACKUP_SCHEDULE
  })

  it('are for owners alone', async () => {
    const member = await makeUser()
    await expect(startBackup(member, { operationId: newOperationId() })).rejects.toThrow('forbidden')
    await expect(listBackups(member)).rejects.toThrow('forbidden')
    expect(await db().backup.count()).toBe(0)
    expect(files()).toEqual([])
  })

  it('are made once for one request, whole, and tell of themselves', async () => {
    await makeDataset('Kept')
    const { cookie, actor } = await owner()
    const body = { operationId: newOperationId() }
    const answers = [await ask(POST, 'POST', { cookie, body }), await ask(POST, 'POST', { cookie, body })]
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    await expect.poll(() => db().backup.findFirst()).toMatchObject({ state: 'done' })

    const { body: list } = await ask(GET, 'GET', { cookie })
    expect(list).toMatchObject({
      schedule: null,
      next: null,
      backups: [{ kind: 'manual', state: 'done', byName: actor.name, message: null }],
    })
    expect(JSON.stringify(list)).not.toContain(dataDir())
    const [file] = files()
    expect(files()).toHaveLength(1)
    const copy = new Database(join(folder(), file!), { readonly: true })
    expect(copy.prepare('SELECT name FROM "Dataset"').pluck().all()).toEqual(['Kept'])
    copy.close()
  })

  it('of the schedule are made once a time, whoever tries, and the oldest go', async () => {
    process.env.FINECUT_BACKUP_SCHEDULE = '0 3 * * *'
    await startBackup(local, { operationId: newOperationId() })
    for (const day of [1, 2, 3, 4]) await Promise.all([backUpAt(at(day), 2), backUpAt(at(day), 2)])
    await stopJobs()
    expect(files()).toEqual([
      expect.stringMatching(/^manual-/),
      'scheduled-2026-01-03T03-00-00Z.db',
      'scheduled-2026-01-04T03-00-00Z.db',
    ])
    const { backups, schedule, next } = await listBackups(local)
    expect(backups.filter((row) => row.kind === 'scheduled')).toHaveLength(2)
    expect(schedule).toBe('0 3 * * *')
    expect(Date.parse(next!)).toBeGreaterThan(Date.now())
  })

  it('that fail say so, leave nothing half, and take no older one with them', async () => {
    await backUpAt(at(1), 1)
    await backUpAt(at(2), 1)
    expect(files()).toEqual(['scheduled-2026-01-02T03-00-00Z.db'])
    // the name that the next one takes is there already, and is nobody's backup
    writeFileSync(join(folder(), 'scheduled-2026-01-03T03-00-00Z.db.partial'), 'left by a kill')
    await backUpAt(at(3), 1)
    expect(files()).toEqual(['scheduled-2026-01-03T03-00-00Z.db'])
    await db().$executeRawUnsafe('ALTER TABLE "FinecutMigration" RENAME TO "Lost"')
    await backUpAt(at(4), 1)
    await db().$executeRawUnsafe('ALTER TABLE "Lost" RENAME TO "FinecutMigration"')
    expect(files()).toEqual(['scheduled-2026-01-03T03-00-00Z.db'])
    expect((await listBackups(local)).backups[0]).toMatchObject({
      state: 'failed',
      message: engine === 'sqlite' ? 'backupUnsound' : 'internal',
    })
  })

  it('that fail tell what their sentence needs', async () => {
    await db().$executeRawUnsafe(
      `INSERT INTO "FinecutMigration" SELECT '9999_later', "checksum", "appliedAt" FROM "FinecutMigration" LIMIT 1`,
    )
    await backUpAt(at(1), 1)
    expect((await listBackups(local)).backups[0]).toMatchObject({
      state: 'failed',
      message: 'databaseNewer',
      params: { migration: '9999_later', file: 'scheduled-2026-01-01T03-00-00Z.db' },
    })
    expect(JSON.stringify(await listBackups(local))).not.toContain(dataDir())
  })

  it('that a crash cut off are told as failed', async () => {
    const row = { id: 'lost', kind: 'manual', state: 'running', file: 'lost.db', byId: 'local' }
    await db().backup.create({ data: row })
    await transaction((tx) => endLostBackups(tx, new Date(Date.now() + 1)))
    expect((await listBackups(local)).backups[0]).toMatchObject({
      state: 'failed',
      message: 'backupInterrupted',
    })
    expect(existsSync(join(folder(), 'lost.db'))).toBe(false)
  })

  it('may lie in another folder', async () => {
    process.env.FINECUT_BACKUP_DIR = join(dataDir(), 'elsewhere')
    await backUpAt(at(1), 1)
    expect(readdirSync(join(dataDir(), 'elsewhere'))).toEqual(['scheduled-2026-01-01T03-00-00Z.db'])
  })
})
