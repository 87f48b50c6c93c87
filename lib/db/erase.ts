import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { db } from './client'
import { engine } from './engine'
import { connectionConfig } from './postgresql'

const tries = 25
const pauseMs = 200

/**
 * Writes the database anew, so that nothing of what was deleted or replaced is left in its files. Whoever writes waits
 * meanwhile. False where something still reads the old state: then some of it is left, in SQLite's write-ahead log until
 * the server ends, in PostgreSQL's tables until it is done again.
 */
export async function eraseRemnants(): Promise<boolean> {
  if (engine === 'postgresql') return vacuumFull()
  // deleted entries of a search table stay in its parts until these are merged
  await db().$executeRawUnsafe(`INSERT INTO "ExampleSearch"("ExampleSearch") VALUES ('optimize')`)
  await db().$executeRawUnsafe('VACUUM')
  for (let i = 0; i < tries; i++) {
    const [answer] = await db().$queryRawUnsafe<{ busy: bigint | number }[]>(
      'PRAGMA wal_checkpoint(TRUNCATE)',
    )
    if (Number(answer?.busy) === 0) return true
    await wait(pauseMs)
  }
  return false
}

/** On a connection of its own: however long it takes, no time is too long for it. */
async function vacuumFull(): Promise<boolean> {
  const client = new pg.Client(connectionConfig(0))
  // a connection that is lost says so by the query's failing, too
  client.on('error', () => {})
  await client.connect()
  try {
    // statistics keep samples of what stood in a column: made anew first, the old ones go too
    await client.query('ANALYZE')
    const isPast = await waitUntilPast(client)
    await client.query('VACUUM FULL')
    return isPast
  } finally {
    await client.end()
  }
}

/**
 * Rows that an older snapshot may still see are kept by VACUUM FULL: those of somebody's long read, those of the
 * server's own autovacuum, and, by its own snapshot, whatever is written in any database of the server meanwhile. Waits
 * for them to end; false where some don't.
 */
async function waitUntilPast(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ now: string }>('SELECT pg_current_xact_id()::xid::text AS "now"')
  for (let i = 0; i < tries; i++) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (age(backend_xid) > age($1::xid)
        OR age(backend_xmin) > age($1::xid) AND coalesce(datname, current_database()) = current_database())`,
      [rows[0]!.now],
    )
    if (rowCount === 0) return true
    await wait(pauseMs)
  }
  return false
}
