import { afterEach, describe, expect, it } from 'vitest'
import { GET } from '@/app/api/v1/health/route'
import { db } from '@/lib/db/client'
import { ask } from '@/lib/testing/ask'
import { useStudio } from '@/lib/testing/studio'
import { announceStop } from './state'

describe('health', () => {
  useStudio()
  afterEach(() => {
    delete (globalThis as { finecutStopping?: true }).finecutStopping
  })

  const ready = () => ask(GET, 'GET')
  const refused = { status: 503, error: { code: 'unavailable', reason: 'notReady' } }

  it('is ok while the database answers and is of this build', async () => {
    const answer = await ready()
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
  })

  it('is refused, with a time to try again, from the signal to stop on', async () => {
    announceStop()
    const answer = await ready()
    expect(answer).toMatchObject(refused)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('is refused where the schema is another build’s', async () => {
    await db().$executeRawUnsafe(
      `INSERT INTO "FinecutMigration" VALUES ('9999_later.sql', 'x', '2026-01-01T00:00:00Z')`,
    )
    expect(await ready()).toMatchObject(refused)
  })

  it('is refused where the database says nothing of use', async () => {
    await db().$executeRawUnsafe('ALTER TABLE "FinecutMigration" RENAME TO "Lost"')
    const answer = await ready()
    expect(answer).toMatchObject(refused)
    expect(JSON.stringify(answer.body)).not.toMatch(/Lost|FinecutMigration|table/)
  })
})
