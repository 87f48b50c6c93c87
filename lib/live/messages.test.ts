import { describe, expect, it } from 'vitest'
import { packMessages, readMessage } from './messages'
import type { LiveEvent } from './schema'

const event = (n: number): LiveEvent => ({
  type: 'examples',
  datasetId: `dataset${n}`,
  actorId: '환불'.repeat(20),
})

describe('messages between processes', () => {
  it('hold every event in order, and fit', () => {
    const events = Array.from({ length: 300 }, (_, n) => event(n))
    const packed = packMessages('me', events, false)
    expect(packed.length).toBeGreaterThan(3)
    for (const text of packed) expect(Buffer.byteLength(text)).toBeLessThan(8_000)
    const read = packed.map((text) => readMessage(text)!)
    expect(read.flatMap(({ events }) => events)).toEqual(events)
    expect(read.every(({ from, gap }) => from === 'me' && !gap)).toBe(true)
  })

  it('say that something was missed, where an event is too long or of another build', () => {
    const long: LiveEvent = { type: 'access', userId: 'x'.repeat(9_000) }
    expect(packMessages('me', [event(1), long], false).map((text) => readMessage(text))).toEqual([
      { from: 'me', gap: true, events: [event(1)] },
    ])
    expect(packMessages('me', [], true).map((text) => readMessage(text))).toEqual([
      { from: 'me', gap: true, events: [] },
    ])
    const unknown = '{"from":"you","gap":false,"events":[{"type":"of tomorrow"}]}'
    expect(readMessage(unknown)).toEqual({ from: 'you', gap: true, events: [] })
  })

  it('are nothing where they are not ours', () => {
    for (const text of ['', 'null', '{}', '{"from":1}', 'x']) expect(readMessage(text)).toBeNull()
  })
})
