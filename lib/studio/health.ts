import 'server-only'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { listMigrations } from '@/lib/db/migrations'
import { AppError } from '@/lib/result/app-error'
import packageJson from '@/package.json'
import type { Health } from './schema'
import { isStopping } from './state'

const patienceMs = 5_000

const ok: Health = { status: 'ok', version: packageJson.version }

/** Whether the process runs at all; nothing is asked of the database. */
export const isAlive = (): Health => ok

/**
 * Whether this process can serve: it isn't stopping, the database answers, and its schema is this build's.
 * @throws AppError `unavailable` `notReady`
 */
export async function isReady(): Promise<Health> {
  if (isStopping() || !(await isCurrent())) throw notReady()
  return ok
}

const notReady = () => new AppError('unavailable', 'notReady', { retryAfterSeconds: 2 })

async function isCurrent(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<null>((give) => {
    timer = setTimeout(() => give(null), patienceMs)
  })
  const asked = db()
    .$queryRawUnsafe<{ name: string }[]>('SELECT name FROM "FinecutMigration"')
    .catch(() => null)
  const applied = await Promise.race([asked, tooLong])
  clearTimeout(timer)
  if (!applied) return false
  const known = listMigrations(engine).map(({ name }) => name)
  return known.length === applied.length && applied.every(({ name }) => known.includes(name))
}
