import 'server-only'
import type { Tx } from './client'
import { engine } from './engine'

/**
 * Waits until no other transaction holds this name, and holds it until its own end. For what reads first and writes
 * by what it read, where no compare-and-set says it: at its default level PostgreSQL runs two of them at once, and both
 * read the old state. SQLite runs one transaction at a time anyway. Names: `room:id`.
 */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  if (engine === 'sqlite') return
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}
