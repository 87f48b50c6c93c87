import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'

/** Makes a table refuse new rows, as a broken database might; the function that is returned mends it. */
export async function refuseRows(table: string): Promise<() => Promise<unknown>> {
  const [start, end] =
    engine === 'sqlite'
      ? [
          `CREATE TRIGGER "refuse" BEFORE INSERT ON "${table}" BEGIN SELECT RAISE(ABORT, 'no'); END`,
          'DROP TRIGGER "refuse"',
        ]
      : [
          `ALTER TABLE "${table}" ADD CONSTRAINT "refuse" CHECK (false) NOT VALID`,
          `ALTER TABLE "${table}" DROP CONSTRAINT "refuse"`,
        ]
  await db().$executeRawUnsafe(start)
  return () => db().$executeRawUnsafe(end)
}
