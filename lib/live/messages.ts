import { z } from 'zod'
import { type LiveEvent, liveEvent } from './schema'

/** What processes tell each other: who says it, what happened, and whether something may have been missed. */
const message = z.strictObject({ from: z.string(), gap: z.boolean(), events: z.array(z.unknown()) })
export type LiveMessage = { from: string; gap: boolean; events: LiveEvent[] }

// PostgreSQL takes less than 8,000 bytes a message
const mostBytes = 7_500

/** Events as messages that fit; one that is too long for any is told as a gap. */
export function packMessages(from: string, events: readonly LiveEvent[], gap: boolean): string[] {
  const packed: { gap: boolean; texts: string[]; bytes: number }[] = []
  const start = (withGap: boolean) => {
    const next = { gap: withGap, texts: [] as string[], bytes: 100 + from.length }
    packed.push(next)
    return next
  }
  if (gap) start(true)
  for (const event of events) {
    const text = JSON.stringify(event)
    const bytes = Buffer.byteLength(text) + 1
    const last = packed.at(-1) ?? start(false)
    if (bytes > mostBytes / 2) last.gap = true
    else {
      const place = last.bytes + bytes > mostBytes ? start(false) : last
      place.texts.push(text)
      place.bytes += bytes
    }
  }
  return packed.map(
    ({ gap, texts }) => `{"from":${JSON.stringify(from)},"gap":${gap},"events":[${texts.join(',')}]}`,
  )
}

/** Null where it is no message of ours; an event that this build doesn't know (another one runs too) is a gap. */
export function readMessage(text: string): LiveMessage | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const read = message.safeParse(json)
  if (!read.success) return null
  const events = read.data.events.map((event) => liveEvent.safeParse(event))
  return {
    from: read.data.from,
    gap: read.data.gap || events.some(({ success }) => !success),
    events: events.flatMap(({ data }) => (data ? [data] : [])),
  }
}
