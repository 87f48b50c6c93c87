import type { LiveEvent } from './schema'

/** Whether what a stream or another tab told is an event; one of a newer build may be of a type unknown here. */
export function isLiveEvent(value: unknown): value is LiveEvent {
  const event = value as Record<string, unknown> | null | undefined
  if (typeof event?.type !== 'string') return false
  return typeof event[event.type === 'access' ? 'userId' : 'datasetId'] === 'string'
}
