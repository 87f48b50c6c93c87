import 'server-only'
import { EventEmitter } from 'node:events'
import { engine } from '@/lib/db/engine'
import { openChannel } from './channel'
import type { LiveEvent } from './schema'

type Channel = ReturnType<typeof openChannel>
const shared = globalThis as typeof globalThis & { finecutHub?: { emitter: EventEmitter; channel?: Channel } }
shared.finecutHub ??= { emitter: new EventEmitter().setMaxListeners(0) }
const { emitter } = shared.finecutHub
const state = shared.finecutHub

/** The way to and from other processes; on SQLite there are none. Opened at the first use. */
function channel(): Channel | null {
  if (engine === 'sqlite') return null
  state.channel ??= openChannel({
    onEvents: (events) => {
      for (const event of events) emitter.emit('event', event)
    },
    onGap: () => emitter.emit('gap'),
  })
  return state.channel
}

/** After commit only: a listener may fetch at once, here and in every other process. */
export function publish(events: LiveEvent[]): void {
  if (events.length === 0) return
  for (const event of events) {
    emitter.emit('event', event)
    emitter.emit('here', event)
  }
  channel()?.send(events)
}

/**
 * Hears what any process publishes. `onGap`: events may have been missed, so whoever shows something looks anew.
 * Returns the function that ends the subscription.
 */
export function subscribe(listener: (event: LiveEvent) => void, onGap: () => void = () => {}): () => void {
  channel()
  emitter.on('event', listener)
  emitter.on('gap', onGap)
  return () => {
    emitter.off('event', listener)
    emitter.off('gap', onGap)
  }
}

/** Hears what this process publishes, and no other: for work that follows from a change. Returns what ends it. */
export function listenHere(listener: (event: LiveEvent) => void): () => void {
  emitter.on('here', listener)
  return () => void emitter.off('here', listener)
}

/** Ends the way to other processes; the next use opens it again. Tests and shutdown. */
export async function closeHub(): Promise<void> {
  const open = state.channel
  state.channel = undefined
  await open?.close()
}
