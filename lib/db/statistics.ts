import 'server-only'
import { logDefect } from '@/lib/log/log'
import { db } from './client'
import { engine } from './engine'

const analyse = (tables: readonly string[]) =>
  db().$executeRawUnsafe(`ANALYZE ${tables.map((table) => `"${table}"`).join(', ')}`)

const growing = ['Example', 'ExampleTag', 'ExampleProfile', 'SearchDue', 'TokensDue', 'CountDue']

/**
 * Has PostgreSQL look again at what its tables hold, while many rows come at once: until it does so by itself, a minute
 * later, it takes a full dataset for an empty one and walks it for every page of a list. `grown` is told how many rows
 * there are by now and looks at each fourfold; `done` looks at all. A look that fails is logged, nothing more.
 */
export function createStatistics(about: Record<string, string>) {
  let known = 500
  const look = async (tables: readonly string[]): Promise<void> => {
    if (engine === 'postgresql') await analyse(tables).catch((error) => logDefect(error, about))
  }
  return {
    async grown(rows: number): Promise<void> {
      if (rows < known * 4) return
      known = rows
      await look(growing)
    },
    async done(rows: number): Promise<void> {
      if (rows > 500) await look([...growing, 'ExampleSearch'])
    },
  }
}
