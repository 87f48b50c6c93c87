import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Actor, DatasetRole } from '@/lib/auth/schema'
import { installSecret } from '@/lib/auth/secret'
import { closeDb, db } from '@/lib/db/client'
import { migrate } from '@/lib/db/migrate'

export const local: Actor = { kind: 'local', id: 'local', name: 'local', studioRole: 'owner' }

/** A fresh studio (data folder and migrated database) for each test of the calling file. */
export function useStudio(): void {
  let dir: string
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'finecut-test-'))
    process.env.FINECUT_DATA_DIR = dir
    delete process.env.DATABASE_URL
    await migrate()
    installSecret('auth-secret')
  })
  afterEach(async () => {
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
