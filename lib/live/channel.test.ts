import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { engine } from '@/lib/db/engine'
import { useStudio } from '@/lib/testing/studio'
import { openChannel } from './channel'
import type { LiveEvent } from './schema'

const event = (n: number): LiveEvent => ({ type: 'examples', datasetId: `dataset${n}`, actorId: 'me' })

describe.runIf(engine === 'postgresql')('what one process publishes', () => {
  useStudio()
  const open: { close: () => Promise<void> }[] = []
  const listen = () => {
    const heard = { events: [] as LiveEvent[], gaps: 0 }
    const channel = openChannel({
      onEvents: (events) => heard.events.push(...events),
      onGap: () => {
        heard.gaps++
      },
    })
    open.push(channel)
    return { heard, channel }
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map((channel) => channel.close()))
  })
  const until = (what: () => void) => vi.waitFor(what, { timeout: 60_000, interval: 10 })
  /** Two processes that hear each other. */
  const meet = async () => {
    const [a, b] = [listen(), listen()]
    await until(() => {
      a.channel.send([event(0)])
      expect(b.heard.events.length + b.heard.gaps).toBeGreaterThan(0)
    })
    await until(() => {
      b.channel.send([event(0)])
      expect(a.heard.events.length + a.heard.gaps).toBeGreaterThan(0)
    })
    return { a, b }
  }

  it('is heard by the others, whole and in order, and not by itself', async () => {
    const { a, b } = await meet()
    for (let n = 1; n <= 500; n++) a.channel.send([event(n)])
    await until(() =>
      expect(b.heard.events.slice(-500)).toEqual(Array.from({ length: 500 }, (_, i) => event(i + 1))),
    )
    const zero = JSON.stringify(event(0))
    expect(a.heard.events.every((heard) => JSON.stringify(heard) === zero)).toBe(true)
  })

  it('is made up for by looking anew, on both sides, when the connection was lost', async () => {
    const { a, b } = await meet()
    const before = [a.heard.gaps, b.heard.gaps]
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query ILIKE '%LISTEN%finecut%' AND pid <> pg_backend_pid()`,
    )
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'finecut'`,
    )
    await client.end()
    await until(() => {
      expect(a.heard.gaps).toBeGreaterThan(before[0]!)
      expect(b.heard.gaps).toBeGreaterThan(before[1]!)
    })
    await until(() => {
      a.channel.send([event(7)])
      expect(b.heard.events.at(-1)).toEqual(event(7))
    })
  })
})
