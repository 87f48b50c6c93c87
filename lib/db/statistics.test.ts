import { expect, it } from 'vitest'
import { newId } from '@/lib/db/ids'
import { storeLines } from '@/lib/testing/stored-lines'
import { makeDataset, useStudio } from '@/lib/testing/studio'
import { db } from './client'
import { engine } from './engine'
import { createStatistics } from './statistics'

useStudio()

it.skipIf(engine === 'sqlite')('what came at once is known to the planner', async () => {
  const line = (n: number) =>
    `{"messages":[{"role":"user","content":"${newId()}"},{"role":"assistant","content":"${n}"}]}`
  await storeLines(
    await makeDataset(),
    Array.from({ length: 300 }, (_, i) => line(i)),
  )
  await createStatistics({}).done(501)
  const rows = await db().$queryRawUnsafe<{ n: number }[]>(
    `SELECT reltuples::integer AS n FROM pg_class WHERE relname = 'Example' AND relnamespace = current_schema()::regnamespace`,
  )
  expect(rows[0]?.n).toBeGreaterThanOrEqual(300)
})
