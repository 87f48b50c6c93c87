import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { connectionConfig } from '@/lib/db/postgresql'
import { packMessages, readMessage } from './messages'
import type { LiveEvent } from './schema'

// LISTEN/NOTIFY: one connection of its own per process, which hears and speaks. Events are sent after the commit, not
// in the transaction: a commit that notifies waits for every other one that does. Where a process dies in between, or
// the connection does, what was missed is made up for by a gap: every browser looks anew.

const name = 'finecut_live'
const firstPauseMs = 100
const longestPauseMs = 5_000
const aliveMs = 10_000

type Listener = { onEvents: (events: LiveEvent[]) => void; onGap: () => void }

export function openChannel({ onEvents, onGap }: Listener) {
  const from = randomUUID()
  let waiting: LiveEvent[] = []
  let client: pg.Client | undefined
  let isClosed = false
  let wasLost = false
  let sending: Promise<void> | undefined

  function hear(payload: string | undefined): void {
    const message = readMessage(payload ?? '')
    if (!message || message.from === from) return
    if (message.gap) onGap()
    onEvents(message.events)
  }

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client(connectionConfig(aliveMs))
    const lost = new Promise<void>((done) => {
      // a lost connection may say so twice
      next.on('error', () => done())
      next.once('end', () => done())
    })
    next.on('notification', ({ payload }) => hear(payload))
    await next.connect()
    await next.query(`LISTEN ${name}`)
    void lost.then(() => {
      if (client !== next) return
      client = undefined
      wasLost = true
      if (!isClosed) void keepConnected()
    })
    return next
  }

  /** Tries until there is a connection again; what was said meanwhile is unknown, here and to those who heard nothing of this process. */
  async function keepConnected(): Promise<void> {
    for (let pause = firstPauseMs; !isClosed; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        client = await connect()
        break
      } catch {
        await wait(pause, undefined, { ref: false })
      }
    }
    if (isClosed) return void (await client?.end().catch(() => {}))
    if (wasLost) onGap()
    flush()
  }

  function flush(): void {
    sending ??= sendWaiting().finally(() => {
      sending = undefined
    })
  }

  async function sendWaiting(): Promise<void> {
    while (client && (waiting.length > 0 || wasLost)) {
      const [events, gap, through] = [waiting, wasLost, client]
      waiting = []
      wasLost = false
      try {
        for (const message of packMessages(from, events, gap))
          await through.query('SELECT pg_notify($1, $2)', [name, message])
      } catch {
        // the connection is lost: whoever missed these looks anew when there is another
        wasLost = true
        if (through !== client) continue
        await through.end().catch(() => {})
        return
      }
    }
  }

  // a connection that died without a word is found out by asking
  const timer = setInterval(() => {
    void client?.query('SELECT 1').catch(() => {})
  }, aliveMs)
  timer.unref()
  void keepConnected()

  return {
    send(events: LiveEvent[]): void {
      // while there is no connection, the gap that follows says it all
      if (client) waiting.push(...events)
      else wasLost = true
      flush()
    },
    async close(): Promise<void> {
      isClosed = true
      clearInterval(timer)
      await sending
      await client?.end().catch(() => {})
    },
  }
}
