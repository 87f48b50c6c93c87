import 'server-only'
import { EventEmitter } from 'node:events'
import type { LiveEvent } from './schema'

const shared = globalThis as typeof globalThis & { finecutHub?: EventEmitter }
shared.finecutHub ??= new EventEmitter().setMaxListeners(0)
const hub = shared.finecutHub

/** After commit only: a listener may fetch at once. */
export function publish(events: LiveEvent[]): void {
  for (const event of events) hub.emit('event', event)
}

/** Returns the function that ends the subscription. */
export function subscribe(listener: (event: LiveEvent) => void): () => void {
  hub.on('event', listener)
  return () => hub.off('event', listener)
}
