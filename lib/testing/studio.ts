import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Actor, DatasetRole } from '@/lib/auth/schema'
import { installSecret } from '@/lib/auth/secret'
import { closeDb, db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { migrate } from '@/lib/db/migrate'
import { databaseFile } from '@/lib/db/paths'
import { stopJobs } from '@/lib/jobs/room'
import { closeHub } from '@/lib/live/hub'
import { takeDatabase } from './postgres-database'

export const local: Actor = { kind: 'local', id: 'local', name: 'local', studioRole: 'owner' }

let template: string | undefined
/** A migrated database to copy: each test of this process takes it instead of migrating one of its own. */
async function makeTemplate(): Promise<string> {
  await migrate()
  const folder = mkdtempSync(join(tmpdir(), 'finecut-template-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const copy = join(folder, 'finecut.db')
  copyFileSync(databaseFile(), copy)
  rmSync(databaseFile())
  return copy
}

/**
 * A fresh studio (data folder and migrated database) for each test of the calling file (`once`: one for all of them), on
 * the engine of the run: what concerns only one of them stands in `describe.runIf(engine === 'sqlite')`.
 */
export function useStudio({ once = false } = {}): void {
  let dir: string
  const [before, after] = once ? [beforeAll, afterAll] : [beforeEach, afterEach]
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'finecut-test-'))
    process.env.FINECUT_DATA_DIR = dir
    if (engine === 'sqlite') {
      delete process.env.DATABASE_URL
      template ??= await makeTemplate()
      copyFileSync(template, databaseFile())
    } else {
      process.env.DATABASE_URL = await takeDatabase()
    }
    installSecret('auth-secret')
  })
  after(async () => {
    // what an import left to be counted, say
    await stopJobs()
    await closeHub()
    await closeDb()
    rmSync(dir, { recursive: true, force: true })
  })
}

let serial = 0
/** A dataset row without tags. */
export async function makeDataset(name = 'Support'): Promise<string> {
  const id = `dataset${++serial}`
  await db().dataset.create({ data: { id, name } })
  return id
}

/** An account that can't sign in, as an actor, with a role in the given dataset. */
export async function makeUser(
  role?: DatasetRole,
  datasetId?: string,
): Promise<Extract<Actor, { kind: 'user' }>> {
  const id = `user${++serial}00`
  const email = `user-${serial}@example.com`
  await db().user.create({ data: { id, name: `User ${serial}`, email } })
  if (role && datasetId) await db().membership.create({ data: { userId: id, datasetId, role } })
  return { kind: 'user', id, name: `User ${serial}`, email, studioRole: 'member', sessionId: 'none' }
}
