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
 * meanwhile. False where something still reads the old state: then some of it is left in the write-ahead log until the
 * server ends.
 */
export async function eraseRemnants(): Promise<boolean> {
  if (engine === 'postgresql') {
    await vacuumFull()
    return true
  }
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
async function vacuumFull(): Promise<void> {
  const client = new pg.Client(connectionConfig(0))
  // a connection that is lost says so by the query's failing, too
  client.on('error', () => {})
  await client.connect()
  try {
    // statistics keep samples of what stood in a column: made anew first, the old ones go too
    await client.query('ANALYZE')
    await client.query('VACUUM FULL')
  } finally {
    await client.end()
  }
}
