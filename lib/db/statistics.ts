import 'server-only'
import { db } from './client'
import { engine } from './engine'

const tables = ['Example', 'ExampleSearch', 'ExampleTag', 'ExampleProfile', 'TokensDue', 'CountDue']

/**
 * Has PostgreSQL look again at what its tables hold, after many rows came at once: until it does so by itself, a minute
 * later, it takes a full dataset for an empty one and walks it for every page of a list.
 */
export async function refreshStatistics(): Promise<void> {
  if (engine === 'sqlite') return
  await db().$executeRawUnsafe(`ANALYZE ${tables.map((table) => `"${table}"`).join(', ')}`)
}
