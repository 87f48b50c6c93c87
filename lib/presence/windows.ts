import type { LiveEvent } from '@/lib/live/schema'
import { goneMs } from './words'

type Presence = Extract<LiveEvent, { type: 'presence' }>
export type Person = { id: string; name: string }
type Place = Person & { number: number; messageId: string | null; until: number }
/** Other people's windows on a dataset, by their names. */
export type Windows = ReadonlyMap<string, Place>

/** After an event. */
export function withPresence(windows: Windows, event: Presence, now: number): Windows {
  const next = new Map(windows)
  if (event.number === null) next.delete(event.window)
  else {
    const { actorId: id, name, number, messageId } = event
    next.set(event.window, { id, name, number, messageId, until: now + goneMs })
  }
  return next
}

/** Without the windows that have been silent for too long; the same map where there are none. */
export function withoutSilent(windows: Windows, now: number): Windows {
  const left = [...windows].filter(([, place]) => place.until > now)
  return left.length === windows.size ? windows : new Map(left)
}

/** Who has an example open, each person once, in the order of their names. */
export function peopleAt(windows: Windows, number: number): Person[] {
  return unique([...windows.values()].filter((place) => place.number === number))
}

/** Who edits a message. */
export function editorsOf(windows: Windows, number: number, messageId: string): Person[] {
  return unique(
    [...windows.values()].filter((place) => place.number === number && place.messageId === messageId),
  )
}

function unique(places: readonly Place[]): Person[] {
  const people = new Map(places.map(({ id, name }) => [id, { id, name }]))
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
}
